import type { Observation, ObservationOf, ObservationType, StageRecord } from '../observation.ts';
import type { Cause, Confidence, Service, Stage } from '../vocabulary.ts';

/** One line of knowledge: what was seen, and what it means. */
export interface Rule {
  readonly cause: Cause;
  readonly confidence: Confidence;
  readonly when: Condition;
  /** What the same facts could mean too, the likelier first. */
  readonly alternatives?: readonly Cause[];
}

/** Looks at a stage and answers the facts that it rests on; none when it does not hold. */
export type Condition = (scene: Scene) => readonly Observation[];

/** A stage that went wrong, with what its lane was told to use. */
export interface Scene {
  readonly service: Service;
  readonly stage: Stage;
  readonly observations: readonly Observation[];
  readonly settings: ObservationOf<'settings-used'> | undefined;
  /** The server's refusals, made ready for phrases to be looked up in. */
  readonly refusals: readonly Refused[];
}

interface Refused {
  readonly observation: ObservationOf<'server-replied'>;
  /** In lower case, one space between words, host names, addresses and links taken out: strangers choose those. */
  readonly words: string;
  /** In lower case, untouched: links survive translation. */
  readonly raw: string;
}

export function sceneOf(stage: StageRecord, lane: readonly StageRecord[]): Scene {
  const settings = lane.flatMap(({ observations }) => observations).find((observation) => observation.type === 'settings-used');
  const refusals = stage.observations
    .filter((observation) => observation.type === 'server-replied')
    .filter(({ ok }) => !ok)
    .map((observation) => ({ observation, words: wordsOf(observation.reply), raw: observation.reply.toLowerCase() }));
  return { service: stage.service, stage: stage.stage, observations: stage.observations, settings, refusals };
}

/** A fact of this type; each named field must have one of the values. */
export function saw<T extends ObservationType>(type: T, fields: { readonly [K in keyof ObservationOf<T>]?: readonly ObservationOf<T>[K][] } = {}): Condition {
  const wanted = Object.entries<unknown>(fields);
  return ({ observations }) =>
    observations.filter((observation) => {
      if (observation.type !== type) return false;
      const values = new Map<string, unknown>(Object.entries(observation));
      return wanted.every(([field, options]) => Array.isArray(options) && options.includes(values.get(field)));
    });
}

/** What a refusal must look like; every part that is given must hold. */
export interface ReplyPattern {
  /** Names of commands, or `greeting`, `unsolicited`; a name matches with whatever follows it (`AUTHENTICATE` also `AUTHENTICATE PLAIN`). */
  readonly command?: readonly string[];
  /** IMAP status or SMTP reply code; `4` or `55` stands for all codes that begin so. */
  readonly status?: readonly string[];
  readonly responseCode?: readonly string[];
  readonly enhancedCode?: readonly string[];
  /** One of these phrases, in lower case; `a … b` asks for a and, later, b. */
  readonly says?: readonly string[];
  /** One of these pieces of a link, in lower case. */
  readonly links?: readonly string[];
}

/** A refusal of the server that fits the pattern. */
export function refused(pattern: ReplyPattern): Condition {
  const phrases = pattern.says?.map((phrase) => phrase.split(' … '));
  return ({ refusals }) =>
    refusals
      .filter(({ observation, words, raw }) => {
        const { command, status, responseCode, enhancedCode } = observation;
        if (pattern.command && !pattern.command.some((name) => command === name || command.startsWith(`${name} `))) return false;
        if (pattern.status && !pattern.status.some((prefix) => status.startsWith(prefix))) return false;
        if (pattern.responseCode && !pattern.responseCode.includes(responseCode ?? '')) return false;
        if (pattern.enhancedCode && !pattern.enhancedCode.includes(enhancedCode ?? '')) return false;
        if (phrases && !phrases.some((parts) => contains(words, parts))) return false;
        return !pattern.links || pattern.links.some((link) => raw.includes(link));
      })
      .map(({ observation }) => observation);
}

/** The lane was told to use one of these ports with one of these protections. */
export function used({ ports, security }: { readonly ports?: readonly number[]; readonly security: readonly string[] }): Condition {
  return ({ settings }) => (settings && security.includes(settings.security) && (ports === undefined || ports.includes(settings.port)) ? [settings] : []);
}

/** All of the conditions hold. */
export function all(...conditions: readonly Condition[]): Condition {
  return (scene) => {
    const found = conditions.map((condition) => condition(scene));
    return found.every((facts) => facts.length > 0) ? found.flat() : [];
  };
}

function contains(words: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const found = words.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return true;
}

function wordsOf(reply: string): string {
  return reply
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !/^[<("'[]*[^\s@]*(?:@|:\/\/|[a-z0-9-]\.[a-z]{2,})/.test(word))
    .join(' ')
    .replaceAll(/^\d{3}[ -]|[ ]\d{3}-/g, ' ');
}
