import { randomUUID } from 'node:crypto';
import { checkDeadline, type Observation, type SkipReason, type Stage, stageDeadlines } from '@inbox-connect/core';
import type { CheckContext, StopReason } from './context.ts';
import { DeadlinePassed, startDeadline } from './deadline.ts';
import { type Lane, LaneEnd, type LaneEvent, now } from './lane.ts';
import { StageFailure } from './stage-failure.ts';

/** What a stage does: yields the facts that it sees, returns what the next one needs, throws `StageFailure` when it cannot go on. */
export type Steps<T> = (signal: AbortSignal) => AsyncGenerator<Observation, T>;

/**
 * Runs one stage of a lane: its start, its facts, its total deadline, its end. A stage that failed or was stopped ends the
 * lane's story by `LaneEnd`. The steps must react to their signal by closing what they hold and throwing.
 */
export async function* stage<T>(lane: Lane, name: Stage, steps: Steps<T>): AsyncGenerator<LaneEvent, T> {
  const { service, context } = lane;
  if (lane.stop.aborted) throw new LaneEnd(stopReason(lane.stop));
  const key = { service, stage: name } as const;
  const startedAt = context.elapsed();
  const observed = (observation: Observation): LaneEvent => ({ type: 'stage-observation', at: now(context), ...key, observation });
  const ended = (verdict: 'passed' | 'failed' | 'skipped', reason?: SkipReason): LaneEvent => {
    const durationMs = Math.max(0, Math.round(context.elapsed() - startedAt));
    return { type: 'stage-end', at: now(context), ...key, verdict, durationMs, ...(reason === undefined ? {} : { reason }) };
  };
  // What comes after `send` has time of its own.
  using deadline = startDeadline('stage', deadlineOf(context, name), name === 'arrive' ? [lane.stop] : [lane.stop, lane.checkDeadline]);
  const { signal } = deadline;

  yield { type: 'stage-start', at: now(context), ...key };
  try {
    signal.throwIfAborted();
    const facts = steps(signal);
    let next = await facts.next();
    for (; !next.done; next = await facts.next()) yield observed(next.value);
    yield ended('passed');
    return next.value;
  } catch (error) {
    const expected = error instanceof StageFailure || error === signal.reason;
    const reference = randomUUID();
    if (!expected) context.onInternalError(error, reference);
    if (lane.stop.aborted) {
      yield ended('skipped', stopReason(lane.stop));
      throw new LaneEnd(stopReason(lane.stop));
    }
    if (!expected) yield observed({ type: 'internal-error', reference });
    else if (signal.reason instanceof DeadlinePassed) {
      yield observed({ type: 'deadline-passed', scope: signal.reason.scope, deadlineMs: signal.reason.deadlineMs });
    }
    yield ended('failed');
    throw new LaneEnd('earlier-stage-failed');
  }
}

/** Milliseconds that a stage, or everything up to `send`, may take in this check. */
export function deadlineOf({ deadlines }: CheckContext, name: Stage | 'check'): number {
  return deadlines?.[name] ?? (name === 'check' ? checkDeadline : stageDeadlines[name]);
}

/** Why an aborted signal stopped the check. */
export function stopReason({ reason }: AbortSignal): StopReason {
  return reason === 'interrupted' ? 'interrupted' : 'cancelled';
}
