import { type CheckEvent, describeStop, type Report, reduceCheck, type StageRecord } from '@inbox-connect/core';
import type { StopReason } from '@inbox-connect/engine';
import { startOf } from './end-after-crash.ts';
import type { RunningCheck } from './tell-check.ts';

interface StoppedCheck extends Pick<RunningCheck, 'id' | 'settings' | 'progress' | 'elapsed'> {
  /** Milliseconds that it had waited in line; undefined when it has not started. */
  readonly startedAfter: number | undefined;
}

/** The events that are missing when nobody goes on with a check: what had ended stays, the rest is skipped. `mayBeSent`: the test message may be on its way although nobody saw it taken. */
export function* endStopped(check: StoppedCheck, reason: StopReason, mayBeSent: boolean): Generator<CheckEvent> {
  const at = check.elapsed();
  let { progress } = check;
  const tell = (event: CheckEvent): CheckEvent => {
    progress = reduceCheck(progress, event);
    return event;
  };

  if (progress.report.stages.length === 0) yield tell(startOf(check, at));
  const { running } = progress;
  const unfinished = progress.report.stages.filter(({ verdict }) => verdict === null);
  for (const { service, stage } of unfinished) {
    const key = { at, service, stage };
    const since = running.find((other) => isSame(other, key))?.since;
    const isUncertain = mayBeSent && stage === 'send';
    if (isUncertain && since === undefined) yield tell({ type: 'stage-start', ...key });
    if (isUncertain) yield tell({ type: 'stage-observation', ...key, observation: { type: 'message-uncertain' } });
    yield tell({ type: 'stage-end', ...key, verdict: 'skipped', durationMs: at - (since ?? at), reason });
  }
  const first = running[0] ?? unfinished[0] ?? progress.report.stages.at(-1);
  if (first !== undefined) yield tell({ type: 'problem', at, problem: describeStop(first, reason) });
  const report: Report = { ...progress.report, outcome: reason, durationMs: at - (check.startedAfter ?? at) };
  yield { type: 'check-end', at, outcome: reason, report };
}

function isSame(left: Pick<StageRecord, 'service' | 'stage'>, right: Pick<StageRecord, 'service' | 'stage'>): boolean {
  return left.service === right.service && left.stage === right.stage;
}
