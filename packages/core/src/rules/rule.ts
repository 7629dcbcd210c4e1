import type { Observation, ObservationOf, StageRecord } from '../observation.ts';
import type { Cause, Confidence, Security, Service, Stage } from '../vocabulary.ts';
import { type Searchable, searchable } from './phrases.ts';
import { wordsOf } from './words.ts';

/** One line of knowledge: what was seen, and what it means. */
export interface Rule {
  readonly cause: Cause;
  readonly confidence: Confidence;
  readonly when: Condition;
  /** What the same facts could mean too, the likelier first. */
  readonly alternatives?: readonly Cause[];
}

/** Looks at a stage: the facts that it rests on when it holds, `undefined` when it does not. */
export type Condition = (scene: Scene) => readonly Observation[] | undefined;

/** What is known of the server that was spoken to. */
export interface Target {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly security?: Security | undefined;
}

/** A stage that went wrong, with what its lane was told to use. */
export interface Scene {
  readonly service: Service;
  readonly stage: Stage;
  readonly observations: readonly Observation[];
  readonly settings: ObservationOf<'settings-used'> | undefined;
  readonly target: Target;
  /** How the server introduced itself. */
  readonly greeting: ObservationOf<'greeting-received'> | undefined;
  /** We spoke to the server ourselves; otherwise a person, or another program, tells what was seen. */
  readonly isFirstHand: boolean;
  /** The server's refusals, made ready for phrases to be looked up in. */
  readonly refusals: readonly Refused[];
  /** The same stage of the other service, when that went wrong too. */
  readonly other?: Scene | undefined;
}

interface Refused {
  readonly observation: ObservationOf<'server-replied'>;
  readonly words: Searchable;
  /** In lower case, otherwise untouched: links and identifiers survive translation. */
  readonly raw: Searchable;
}

/** Characters of a reply that are looked at: what a server has to say stands at its beginning. */
const longestLookedAt = 4_000;

export function sceneOf(
  stage: StageRecord,
  lane: readonly StageRecord[],
  { hearsay, other }: { readonly hearsay?: Target; readonly other?: Scene | undefined } = {},
): Scene {
  const facts = lane.flatMap((one) => one.observations);
  const settings = facts.find((observation) => observation.type === 'settings-used');
  const greeting = facts.find((observation) => observation.type === 'greeting-received');
  const refusals = stage.observations
    .filter((observation) => observation.type === 'server-replied')
    .filter(({ ok }) => !ok)
    .map((observation) => {
      const text = observation.reply.slice(0, longestLookedAt);
      // The status NO is no word of a phrase, as in "NO authentication failed".
      const words = /^[A-Z]+$/.test(observation.status) ? text.replace(observation.status, '') : text;
      return { observation, words: searchable(wordsOf(words)), raw: searchable(text.toLowerCase()) };
    });
  const { service, stage: name, observations } = stage;
  return { service, stage: name, observations, settings, target: hearsay ?? settings ?? {}, greeting, isFirstHand: hearsay === undefined, refusals, other };
}
