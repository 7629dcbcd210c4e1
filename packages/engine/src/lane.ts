import { randomUUID } from 'node:crypto';
import type { CheckEventOf, ConnectionSettings, Endpoint, Redactor, Service, SkipReason, Stage } from '@inbox-connect/core';
import type { CheckContext, Credentials } from './context.ts';
import type { TranscriptRecorder } from './transcript.ts';

/** What one service's half of a check reports. */
export type LaneEvent = CheckEventOf<'stage-start'> | CheckEventOf<'stage-observation'> | CheckEventOf<'stage-end'>;

/** One service's half of a check: what it is made with, and what can end it. */
export interface Lane {
  readonly service: Service;
  readonly endpoint: Endpoint;
  readonly settings: ConnectionSettings;
  readonly credentials: Credentials;
  readonly context: CheckContext;
  /** Aborted when the check is stopped from outside, with a `StopReason`. */
  readonly stop: AbortSignal;
  /** Aborted when the check's own time is up, with `DeadlinePassed`. */
  readonly checkDeadline: AbortSignal;
  readonly transcript: TranscriptRecorder;
  readonly redact: Redactor;
}

/** Ends a lane's story: all stages that it has not reached are skipped for this reason. */
export class LaneEnd extends Error {
  override readonly name = 'LaneEnd';
  readonly reason: SkipReason;

  constructor(reason: SkipReason) {
    super(`the lane ended: ${reason}`);
    this.reason = reason;
  }
}

/** Tells a lane's story and makes sure that every planned stage ends exactly once, whatever happens in it. */
export async function* runLane(lane: Lane, stages: readonly Stage[], story: AsyncIterable<LaneEvent>): AsyncGenerator<LaneEvent, void> {
  const unreached = new Set(stages);
  let reason: SkipReason = 'earlier-stage-failed';
  try {
    for await (const event of story) {
      if (event.type === 'stage-end') unreached.delete(event.stage);
      yield event;
    }
  } catch (error) {
    if (error instanceof LaneEnd) reason = error.reason;
    else yield* failBetweenStages(lane, unreached, error);
  }
  for (const stage of unreached) yield skipped(lane, stage, reason);
}

function skipped({ service, context }: Lane, stage: Stage, reason: SkipReason): LaneEvent {
  return { type: 'stage-end', at: now(context), service, stage, verdict: 'skipped', durationMs: 0, reason };
}

/** Milliseconds since the check was asked for, as events carry them. */
export function now(context: CheckContext): number {
  return Math.round(context.elapsed());
}

/** An exception of ours outside of any stage: the next stage takes it. */
async function* failBetweenStages({ service, context }: Lane, unreached: Set<Stage>, error: unknown): AsyncGenerator<LaneEvent, void> {
  const reference = randomUUID();
  context.onInternalError(error, reference);
  const [stage] = unreached;
  if (stage === undefined) return;
  unreached.delete(stage);
  yield { type: 'stage-start', at: now(context), service, stage };
  yield { type: 'stage-observation', at: now(context), service, stage, observation: { type: 'internal-error', reference } };
  yield { type: 'stage-end', at: now(context), service, stage, verdict: 'failed', durationMs: 0 };
}
