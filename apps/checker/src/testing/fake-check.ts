import { type CheckEvent, type ConnectionSettings, describeStop, emptyProgress, planStages, reduceCheck, type SkipReason } from '@inbox-connect/core';
import type { CheckContext } from '@inbox-connect/engine';
import type { RunCheck } from '../checks/tell-check.ts';

/** How the stand-in for the engine goes: before each stage it waits for `gate`, which may never open. */
export type Gate = (stage: number, settings: ConnectionSettings) => Promise<void> | undefined;

/** A check that passes every stage without a network; obeys the signal as the engine does. */
export function fakeCheck(gate: Gate = () => undefined): RunCheck {
  return async function* (settings, { password }, context) {
    let progress = emptyProgress;
    const tell = (event: CheckEvent): CheckEvent => {
      progress = reduceCheck(progress, event);
      return event;
    };
    const { id, startedAt, signal } = context;
    const at = () => context.elapsed();
    const plan = planStages(settings.imap.security, settings.smtp.security).map(({ service, stages }) => ({ service, stages: [...stages] }));
    yield tell({ type: 'check-start', at: at(), id, startedAt, settings, plan });
    const stages = plan.flatMap(({ service, stages }) => stages.map((stage) => ({ service, stage })));
    for (const [index, key] of stages.entries()) {
      if (!signal.aborted && key.stage === 'authenticate') await context.permit?.('sign-in');
      if (!signal.aborted && key.stage === 'send') await context.permit?.('send');
      if (!signal.aborted) {
        yield tell({ type: 'stage-start', at: at(), ...key });
        yield tell({ type: 'stage-observation', at: at(), ...key, observation: { type: 'signed-in' } });
        await Promise.race([gate(index, settings), aborted(signal)]);
        // The engine redacts; the stand-in at least proves that it was given the password.
        if (password.reveal() === '') throw new Error('No password came');
      }
      const reason: SkipReason | undefined = signal.aborted ? (signal.reason === 'cancelled' ? 'cancelled' : 'interrupted') : undefined;
      yield tell({ type: 'stage-end', at: at(), ...key, verdict: reason ? 'skipped' : 'passed', durationMs: 0, ...(reason && { reason }) });
    }
    const stopped = signal.aborted ? (signal.reason === 'cancelled' ? 'cancelled' : 'interrupted') : undefined;
    if (stopped) yield tell({ type: 'problem', at: at(), problem: describeStop({ service: 'imap', stage: 'resolve' }, stopped) });
    const outcome = stopped ?? 'connected';
    yield { type: 'check-end', at: at(), outcome, report: { ...progress.report, outcome, durationMs: at() } };
  };
}

function aborted(signal: CheckContext['signal']): Promise<void> | undefined {
  if (signal.aborted) return undefined;
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
