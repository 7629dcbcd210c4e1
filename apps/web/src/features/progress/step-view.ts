import { type CheckProgress, isStopped, type Service, type StageRecord, type Step, stepOf, steps } from '@inbox-connect/core';

/** How a step or a stage stands. `warned`: it failed, but the inbox is connected all the same. */
export type State = 'waiting' | 'running' | 'passed' | 'failed' | 'warned' | 'skipped';

/** A stage as the timeline shows it. */
export interface StageView extends StageRecord {
  readonly state: State;
  /** When it began, while it runs: milliseconds since the check was asked for. */
  readonly since: number | null;
  /** It could begin, but the other lane has to show first that the password is right. */
  readonly waitsForImap: boolean;
}

/** One of the five steps, with the stages that it is made of; none before the check has started. */
export interface StepView {
  readonly step: Step;
  readonly state: State;
  readonly durationMs: number;
  readonly stages: readonly StageView[];
}

/** The five steps of a check as far as it has come. */
export function viewSteps(progress: CheckProgress): readonly StepView[] {
  const stages = progress.report.stages.map((stage) => viewStage(stage, progress));
  return steps.map((step) => {
    const own = stages.filter(({ service, stage }) => stepOf(service, stage) === step);
    return { step, state: stateOfStep(own), durationMs: own.reduce((total, { durationMs }) => total + durationMs, 0), stages: own };
  });
}

/** A check of which nothing more will be heard: what had not ended by then never will. */
export function breakOff({ report, ...progress }: CheckProgress): CheckProgress {
  const stages = report.stages.map((stage): StageRecord => (stage.verdict === null ? { ...stage, verdict: 'skipped', reason: 'interrupted' } : stage));
  return { ...progress, running: [], position: null, report: { ...report, stages } };
}

/** Working time of a lane so far; what proves that sending works counts for itself. */
export function laneDuration(views: readonly StepView[], lane: readonly Step[]): number {
  return views.filter(({ step }) => lane.includes(step)).reduce((total, { durationMs }) => total + durationMs, 0);
}

function viewStage(record: StageRecord, { report, running }: CheckProgress): StageView {
  const { service, stage, verdict } = record;
  const verdictOf = (otherService: Service, otherStage: StageRecord['stage']) =>
    report.stages.find((other) => other.service === otherService && other.stage === otherStage)?.verdict;
  const since = running.find((one) => one.service === service && one.stage === stage)?.since ?? null;
  const before = report.stages.filter((other) => other.service === service);
  const isNext = before.slice(0, before.indexOf(record)).every((other) => other.verdict === 'passed');
  const waitsForImap =
    service === 'smtp' && stage === 'authenticate' && verdict === null && since === null && isNext && verdictOf('imap', 'authenticate') === null;
  return { ...record, state: since === null ? stateOfVerdict(record) : 'running', since, waitsForImap };
}

function stateOfVerdict({ stage, verdict }: StageRecord): State {
  if (verdict === 'failed' && stage === 'arrive') return 'warned';
  return verdict ?? 'waiting';
}

function stateOfStep(stages: readonly StageView[]): State {
  const has = (state: State) => stages.some((stage) => stage.state === state);
  if (has('failed')) return 'failed';
  if (has('running')) return 'running';
  // What was stopped in the middle is not proved, whatever had gone well before.
  if (stages.some(isStopped)) return 'skipped';
  if (has('waiting')) return has('passed') ? 'running' : 'waiting';
  if (has('warned')) return 'warned';
  if (has('passed')) return 'passed';
  return has('skipped') ? 'skipped' : 'waiting';
}

/** All stages are over and one has failed, and no result has come: what would have worked is being looked for. */
export function isProbing({ outcome, stages }: Pick<CheckProgress['report'], 'outcome' | 'stages'>): boolean {
  return outcome === null && stages.length > 0 && stages.every(({ verdict }) => verdict !== null) && stages.some(({ verdict }) => verdict === 'failed');
}
