import { type CheckEvent, type CheckProgress, diagnose, planStages, type Report, reduceCheck, type StageRecord } from '@inbox-connect/core';
import type { CheckRecord } from './check-record.ts';

/**
 * The events that are missing when the engine itself broke down: every follower is still told an end, and that the fault is
 * ours. The stages that ran have failed (when none ran: the next one), the rest is skipped.
 */
export function* endAfterCrash(record: Pick<CheckRecord, 'id' | 'settings' | 'progress' | 'elapsed'>, reference: string): Generator<CheckEvent> {
  const at = record.elapsed();
  let progress = record.progress;
  const tell = (event: CheckEvent): CheckEvent => {
    progress = reduceCheck(progress, event);
    return event;
  };

  if (progress.report.stages.length === 0) yield tell(startOf(record, at));
  const broken = brokenStages(progress);
  for (const { service, stage, verdict } of progress.report.stages) {
    const key = { at, service, stage };
    if (verdict !== null) continue;
    if (!includes(broken, key)) {
      yield tell({ type: 'stage-end', ...key, verdict: 'skipped', durationMs: 0, reason: 'earlier-stage-failed' });
      continue;
    }
    const running = progress.running.find((other) => includes([other], key));
    if (running === undefined) yield tell({ type: 'stage-start', ...key });
    yield tell({ type: 'stage-observation', ...key, observation: { type: 'internal-error', reference } });
    yield tell({ type: 'stage-end', ...key, verdict: 'failed', durationMs: at - (running?.since ?? at) });
  }
  for (const problem of diagnose(progress.report.stages)) yield tell({ type: 'problem', at, problem });
  const report: Report = { ...progress.report, outcome: 'failed', durationMs: record.elapsed() };
  yield { type: 'check-end', at, outcome: 'failed', report };
}

/** The event with which every check begins, for one whose engine has not told it. */
export function startOf({ id, settings }: Pick<CheckRecord, 'id' | 'settings'>, at: number): CheckEvent {
  const plan = planStages(settings.imap.security, settings.smtp.security).map(({ service, stages }) => ({ service, stages: [...stages] }));
  return { type: 'check-start', at, id, startedAt: new Date().toISOString(), settings, plan };
}

type StageKey = Pick<StageRecord, 'service' | 'stage'>;

function brokenStages({ running, report }: CheckProgress): readonly StageKey[] {
  return running.length > 0 ? running : report.stages.filter(({ verdict }) => verdict === null).slice(0, 1);
}

function includes(stages: readonly StageKey[], { service, stage }: StageKey): boolean {
  return stages.some((other) => other.service === service && other.stage === stage);
}
