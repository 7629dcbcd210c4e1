import { isDeepStrictEqual } from 'node:util';
import type { CheckEvent, Service, Stage, StageRecord } from '@inbox-connect/core';
import { endStopped } from '../checks/end-stopped.ts';
import type { ClaimedCheck } from './claimed-check.ts';

/**
 * Tells of a second run what the first one, which died before anybody signed in, had not told. A stage that comes out otherwise
 * than it was told ends the check: one story cannot hold both.
 */
export async function* tellTheRest(check: ClaimedCheck, events: AsyncIterable<CheckEvent>): AsyncGenerator<CheckEvent> {
  const { report, running } = check.progress;
  const toldOf = (key: StageKey) => report.stages.find((stage) => isSame(stage, key));
  const hasStarted = (key: StageKey) => running.some((stage) => isSame(stage, key)) || (toldOf(key)?.verdict ?? null) !== null;
  for await (const event of events) {
    switch (event.type) {
      case 'check-wait':
      case 'check-start':
        break;
      case 'stage-start':
        if (!hasStarted(event)) yield event;
        break;
      case 'stage-observation':
        if (toldOf(event)?.verdict === null && !includes(toldOf(event)?.observations ?? [], event.observation)) yield event;
        break;
      case 'stage-end': {
        const verdict = toldOf(event)?.verdict ?? null;
        if (verdict === null) yield event;
        else if (verdict !== event.verdict) {
          yield* endStopped(check, 'interrupted', false);
          return;
        }
        break;
      }
      case 'problem':
        if (!includes(report.problems, event.problem)) yield event;
        break;
      case 'check-end': {
        const { outcome, durationMs, transcript } = event.report;
        yield { ...event, report: { ...check.progress.report, outcome, durationMs, transcript } };
      }
    }
  }
}

interface StageKey {
  readonly service: Service;
  readonly stage: Stage;
}

function isSame(stage: Pick<StageRecord, 'service' | 'stage'>, key: StageKey): boolean {
  return stage.service === key.service && stage.stage === key.stage;
}

/** What was told has been through JSON. */
function includes<T>(told: readonly T[], fact: T): boolean {
  const asTold: unknown = JSON.parse(JSON.stringify(fact));
  return told.some((other) => isDeepStrictEqual(other, asTold));
}
