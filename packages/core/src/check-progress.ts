import type { StageRecord } from './observation.ts';
import type { Report } from './report.ts';
import { steps } from './stage.ts';
import type { Service, Stage } from './vocabulary.ts';

/** A stage that runs, and since when (milliseconds since the check was asked for). */
export interface RunningStage {
  readonly service: Service;
  readonly stage: Stage;
  readonly since: number;
}

/** A check as far as its events tell: the report so far and what goes on right now. */
export interface CheckProgress {
  readonly report: Report;
  readonly running: readonly RunningStage[];
  /** Place in line, from 1; null when the check does not wait. */
  readonly position: number | null;
}

export const emptyProgress: CheckProgress = {
  report: {
    schema: 1,
    id: '',
    outcome: null,
    startedAt: '',
    durationMs: 0,
    settings: null,
    steps: steps.map((step) => ({ step, verdict: null, durationMs: 0 })),
    stages: [],
    problems: [],
    certificate: {},
    transcript: { imap: [], smtp: [] },
  },
  running: [],
  position: null,
};

/** The check was stopped before this stage had ended: its step is not proved, whatever had gone well before. */
export function isStopped({ reason }: Pick<StageRecord, 'reason'>): boolean {
  return reason === 'cancelled' || reason === 'interrupted';
}
