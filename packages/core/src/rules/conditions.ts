import type { ObservationOf, ObservationType } from '../observation.ts';
import type { ProviderAuth } from '../provider.ts';
import type { Security, Service } from '../vocabulary.ts';
import type { Condition } from './rule.ts';
import { phrasesOf, says } from './searchable.ts';

/** A fact of this type; each named field must have one of the values. */
export function saw<T extends ObservationType>(type: T, fields: { readonly [K in keyof ObservationOf<T>]?: readonly ObservationOf<T>[K][] } = {}): Condition {
  const wanted = Object.entries<unknown>(fields);
  return ({ observations }) => {
    const found = observations.filter((observation) => {
      if (observation.type !== type) return false;
      if (wanted.length === 0) return true;
      const values = new Map<string, unknown>(Object.entries(observation));
      return wanted.every(([field, options]) => Array.isArray(options) && options.includes(values.get(field)));
    });
    return found.length > 0 ? found : undefined;
  };
}

/** What a refusal must look like; every part that is given must hold. */
export interface ReplyPattern {
  /** Names of commands, or `greeting`, `unsolicited`; a name matches with whatever follows it (`AUTHENTICATE` also `AUTHENTICATE PLAIN`). */
  readonly command?: readonly string[];
  /** IMAP status or SMTP reply code; `4` or `55` stands for all codes that begin so. */
  readonly status?: readonly string[];
  readonly responseCode?: readonly string[];
  /** `5.7.8`; `x.7.8` stands for both 4.7.8 and 5.7.8. */
  readonly enhancedCode?: readonly string[];
  /** One of these phrases; `a … b` asks for a and, later, b. Accents and capitals do not count. */
  readonly says?: readonly string[];
  /** None of these. */
  readonly unless?: readonly string[];
  /** One of these pieces of a link or an identifier, in lower case. */
  readonly marks?: readonly string[];
}

/** A refusal of the server that fits the pattern. */
export function refused(pattern: ReplyPattern): Condition {
  const phrases = pattern.says && phrasesOf(pattern.says);
  const marks = pattern.marks && phrasesOf(pattern.marks);
  const exceptions = pattern.unless && phrasesOf(pattern.unless);
  const enhanced = pattern.enhancedCode?.flatMap((code) => (code.startsWith('x') ? [`4${code.slice(1)}`, `5${code.slice(1)}`] : [code]));
  return ({ refusals }) => {
    const found = refusals.filter(({ observation, words, raw }) => {
      const { command, status, responseCode, enhancedCode } = observation;
      if (pattern.command && !pattern.command.some((name) => command === name || command.startsWith(`${name} `))) return false;
      if (pattern.status && !pattern.status.some((prefix) => status.startsWith(prefix))) return false;
      if (pattern.responseCode && !pattern.responseCode.includes(responseCode ?? '')) return false;
      if (enhanced && !enhanced.includes(enhancedCode ?? '')) return false;
      if (phrases && !says(words, phrases)) return false;
      if (exceptions && says(words, exceptions)) return false;
      return !marks || says(raw, marks);
    });
    return found.length > 0 ? found.map(({ observation }) => observation) : undefined;
  };
}

/** The other service refused at the same stage, in this way. */
export function refusedElsewhere(pattern: ReplyPattern): Condition {
  const condition = refused(pattern);
  return ({ other }) => other && condition(other);
}

/** What is known of the server: its port, its protection, its service, the end of its name; every part that is given must hold. */
export function used({
  ports,
  security,
  service,
  hosts,
}: {
  readonly ports?: readonly number[];
  readonly security?: readonly Security[];
  readonly service?: Service;
  readonly hosts?: readonly string[];
}): Condition {
  return ({ settings, target, service: own }) => {
    if (service !== undefined && own !== service) return undefined;
    if (security !== undefined && !security.some((one) => one === target.security)) return undefined;
    if (ports !== undefined && !ports.some((port) => port === target.port)) return undefined;
    const host = target.host?.toLowerCase();
    if (hosts !== undefined && !hosts.some((name) => host === name || host?.endsWith(`.${name}`))) return undefined;
    return settings === undefined ? [] : [settings];
  };
}

/** The server introduced itself as one of these. */
export function greetedBy(software: readonly string[]): Condition {
  return ({ greeting }) => (greeting?.software !== undefined && software.includes(greeting.software) ? [greeting] : undefined);
}

/** The host belongs to a provider that asks for this way to sign in. */
export function providerWants(...auth: readonly ProviderAuth[]): Condition {
  return ({ provider }) => (provider?.auth !== undefined && auth.includes(provider.auth) ? [provider] : undefined);
}

/** The other service let the same credentials in. */
export const acceptedElsewhere: Condition = ({ otherLane }) => (otherLane.some(({ type }) => type === 'signed-in') ? [] : undefined);

/** The facts are our own: whoever reports an error of another program does not know all that happened. */
export const firstHand: Condition = ({ isFirstHand }) => (isFirstHand ? [] : undefined);

/** All of the conditions hold. */
export function all(...conditions: readonly Condition[]): Condition {
  return (scene) => {
    const facts = [];
    for (const condition of conditions) {
      const found = condition(scene);
      if (found === undefined) return undefined;
      facts.push(...found);
    }
    return facts;
  };
}

/** One of the conditions holds: the first that does. */
export function anyOf(...conditions: readonly Condition[]): Condition {
  return (scene) => {
    for (const condition of conditions) {
      const found = condition(scene);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** The condition does not hold. */
export function not(condition: Condition): Condition {
  return (scene) => (condition(scene) === undefined ? [] : undefined);
}
