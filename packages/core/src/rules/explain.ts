import type { Observation } from '../observation.ts';
import { type Cause, type Confidence, confidenceSchema, type Stage } from '../vocabulary.ts';
import { arriveRules } from './arrive.ts';
import { authenticateRules } from './authenticate.ts';
import { connectRules } from './connect.ts';
import { greetRules } from './greet.ts';
import { resolveRules } from './resolve.ts';
import type { Rule, Scene } from './rule.ts';
import { secureRules } from './secure.ts';
import { selectRules } from './select.ts';
import { sendRules } from './send.ts';

const rules: Readonly<Record<Stage, readonly Rule[]>> = {
  resolve: surestFirst(resolveRules),
  connect: surestFirst(connectRules),
  secure: surestFirst(secureRules),
  greet: surestFirst(greetRules),
  authenticate: surestFirst(authenticateRules),
  select: surestFirst(selectRules),
  send: surestFirst(sendRules),
  arrive: surestFirst(arriveRules),
};

/** Whoever tells of another program's error may not know the stage that it belongs to; the facts of each stage are its own. */
const anyStage = surestFirst([...resolveRules, ...connectRules, ...secureRules, ...greetRules]);

/** What a stage's facts mean, and exactly the facts that say so. */
export interface Finding {
  readonly cause: Cause;
  readonly confidence: Confidence;
  readonly evidence: readonly Observation[];
  readonly alternatives: { cause: Cause; confidence: Confidence }[];
}

/** The first rule that holds, the surer before the less sure; what the others say stands beside a meaning that is not certain. */
export function explain(scene: Scene): Finding | undefined {
  const table = scene.isFirstHand ? rules[scene.stage] : [...rules[scene.stage], ...anyStage];
  const index = table.findIndex((rule) => rule.when(scene) !== undefined);
  const best = table[index];
  if (best === undefined) return undefined;
  const others = best.confidence === 'certain' ? [] : table.slice(index + 1).filter((rule) => rule.when(scene) !== undefined);
  const causes = new Set([...(best.alternatives ?? []), ...others.map(({ cause }) => cause)]);
  causes.delete(best.cause);
  return {
    cause: best.cause,
    confidence: best.confidence,
    evidence: [...new Set(best.when(scene))],
    alternatives: [...causes].map((cause) => ({ cause, confidence: 'possible' })),
  };
}

function surestFirst(table: readonly Rule[]): readonly Rule[] {
  return table.toSorted((left, right) => certainty(left.confidence) - certainty(right.confidence));
}

function certainty(confidence: Confidence): number {
  return confidenceSchema.options.indexOf(confidence);
}
