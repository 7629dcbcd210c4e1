import type { StageRecord } from './observation.ts';
import type { Problem } from './problem.ts';

/** Gives meaning to the facts of a check: its problems, the most important first. */
export function diagnose(_stages: readonly StageRecord[]): readonly Problem[] {
  return [];
}
