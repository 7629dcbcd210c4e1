import type { Observation } from '../observation.ts';
import { type Cause, type Confidence, confidenceSchema, type Service, type Stage } from '../vocabulary.ts';
import { arriveRules } from './arrive.ts';
import { authenticateRules } from './authenticate.ts';
import { connectRules } from './connect.ts';
import { greetRules } from './greet.ts';
import { resolveRules } from './resolve.ts';
import type { Rule, Scene } from './rule.ts';
import { secureRules } from './secure.ts';
import { selectRules } from './select.ts';
import { sendRules } from './send.ts';

/** The rules of a stage, the surer first; where they say nothing, those of the network for what others tell. */
interface Tables {
  readonly firstHand: readonly Rule[];
  readonly hearsay: readonly Rule[];
}

const rules: Readonly<Record<Stage, Tables>> = {
  resolve: tablesOf(resolveRules),
  connect: tablesOf(connectRules),
  secure: tablesOf(secureRules),
  greet: tablesOf(greetRules),
  authenticate: tablesOf(authenticateRules),
  select: tablesOf(selectRules),
  send: tablesOf(sendRules),
  arrive: tablesOf(arriveRules),
};

/** What a stage's facts mean, and exactly the facts that say so. */
export interface Finding {
  readonly cause: Cause;
  readonly confidence: Confidence;
  readonly evidence: readonly Observation[];
  readonly alternatives: { cause: Cause; confidence: Confidence }[];
}

/** The first rule that holds, the surer before the less sure; what the others say stands beside a meaning that is not certain. */
export function explain(scene: Scene): Finding | undefined {
  const table = scene.isFirstHand ? rules[scene.stage].firstHand : rules[scene.stage].hearsay;
  const index = table.findIndex((rule) => rule.when(scene) !== undefined);
  const best = table[index];
  if (best === undefined) return undefined;
  const others = best.confidence === 'certain' ? [] : table.slice(index + 1).filter((rule) => rule.when(scene) !== undefined);
  const causes = new Set([...(best.alternatives ?? []), ...others.map(({ cause }) => cause)]);
  causes.delete(best.cause);
  causes.delete(ofTheOther[scene.service]);
  return {
    cause: best.cause,
    confidence: best.confidence,
    evidence: [...new Set(best.when(scene))],
    alternatives: [...causes].map((cause) => ({ cause, confidence: 'possible' })),
  };
}

/** Whoever tells of another program's error may not know the stage that it belongs to; the facts of each stage are its own. */
function tablesOf(table: readonly Rule[]): Tables {
  const anyStage = [...resolveRules, ...connectRules, ...secureRules, ...greetRules];
  return { firstHand: surestFirst(table), hearsay: [...surestFirst(table), ...surestFirst(anyStage)] };
}

/** What only the other service can suffer from; tables and phrases serve both. */
const ofTheOther: Readonly<Record<Service, Cause>> = { imap: 'smtp-auth-disabled', smtp: 'imap-disabled' };

function surestFirst(table: readonly Rule[]): readonly Rule[] {
  return table.toSorted((left, right) => certainty(left.confidence) - certainty(right.confidence));
}

function certainty(confidence: Confidence): number {
  return confidenceSchema.options.indexOf(confidence);
}
