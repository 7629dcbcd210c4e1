import type { Observation } from '@inbox-connect/core';
import { StageFailure } from '../stage-failure.ts';

/** A step as it went: its facts, and what it returned unless it failed. */
export interface StepResult<T> {
  readonly facts: readonly Observation[];
  readonly value: T | undefined;
  readonly failed: boolean;
}

/** Runs a step to its end as a stage does; anything but a `StageFailure` is thrown on. */
export async function runStep<T>(step: AsyncGenerator<Observation, T>): Promise<StepResult<T>> {
  const facts: Observation[] = [];
  try {
    for (;;) {
      const next = await step.next();
      if (next.done) return { facts, value: next.value, failed: false };
      facts.push(next.value);
    }
  } catch (error) {
    if (error instanceof StageFailure) return { facts, value: undefined, failed: true };
    throw error;
  }
}
