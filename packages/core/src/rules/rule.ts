import type { Observation, ObservationOf, StageRecord } from '../observation.ts';
import type { Cause, Confidence, Security, Service, Stage } from '../vocabulary.ts';
import { type Searchable, searchable } from './searchable.ts';
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
  /** All facts of this service, and all of the other one. */
  readonly lane: readonly Observation[];
  readonly otherLane: readonly Observation[];
  readonly provider: ObservationOf<'provider-recognised'> | undefined;
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

/** A stage among all stages of its check; `hearsay` is what is known of the server where somebody else saw it. */
export function sceneOf({ service, stage, observations }: StageRecord, stages: readonly StageRecord[], hearsay?: Target): Scene {
  const otherStages = stages.filter((one) => one.service !== service);
  const sibling = otherStages.find((one) => one.stage === stage && one.verdict === 'failed');
  const lane = stages.filter((one) => one.service === service).flatMap((one) => one.observations);
  const settings = lane.find((observation) => observation.type === 'settings-used');
  return {
    service,
    stage,
    observations,
    lane,
    otherLane: otherStages.flatMap((one) => one.observations),
    other: sibling && sceneOf(sibling, otherStages),
    settings,
    target: hearsay ?? settings ?? {},
    provider: lane.find((observation) => observation.type === 'provider-recognised'),
    greeting: lane.find((observation) => observation.type === 'greeting-received'),
    isFirstHand: hearsay === undefined,
    refusals: observations.flatMap(refusedOf),
  };
}

function refusedOf(observation: Observation): Refused | readonly [] {
  if (observation.type !== 'server-replied' || observation.ok) return [];
  const text = observation.reply.slice(0, longestLookedAt);
  // The status NO is no word of a phrase, as in "NO authentication failed".
  const words = /^[A-Z]+$/.test(observation.status) ? text.replace(observation.status, '') : text;
  return { observation, words: searchable(wordsOf(words)), raw: searchable(text.toLowerCase()) };
}
