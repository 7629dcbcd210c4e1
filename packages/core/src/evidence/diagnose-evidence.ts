import { ownerOf } from '../advice.ts';
import type { StageRecord } from '../observation.ts';
import { explain } from '../rules/explain.ts';
import { sceneOf } from '../rules/rule.ts';
import { errorOf } from '../stage.ts';
import type { Evidence, Explanation } from './evidence.ts';
import { observe } from './observe.ts';

/** Gives meaning to what somebody else saw, by the rules that explain our own checks. */
export function diagnoseEvidence(evidence: Evidence): Explanation {
  const { id, service, stage } = evidence;
  const record: StageRecord = { service, stage, verdict: 'failed', durationMs: 0, observations: [...observe(evidence)] };
  const target = { host: evidence.host ?? undefined, port: evidence.port ?? undefined, security: evidence.security ?? undefined };
  const finding = explain(sceneOf(record, [record], target)) ?? ({ cause: 'unexplained', confidence: 'possible', alternatives: [] } as const);
  const { cause, confidence, alternatives } = finding;
  return { ...(id !== undefined && { id }), cause, error: errorOf(service, stage, cause), confidence, owner: ownerOf(cause), alternatives: [...alternatives] };
}
