import { type CheckProgress, emptyProgress, isStopped } from './check-progress.ts';
import type { CheckEvent, CheckEventOf } from './event.ts';
import type { StageRecord } from './observation.ts';
import type { Problem } from './problem.ts';
import type { Report, StepRecord } from './report.ts';
import { stepOf, steps } from './stage.ts';
import type { Service, Stage } from './vocabulary.ts';

/** Folds one event into the progress; the same events always give the same progress. */
export function reduceCheck(progress: CheckProgress, event: CheckEvent): CheckProgress {
  switch (event.type) {
    case 'check-wait':
      return { ...progress, position: event.position };
    case 'check-start':
      return { report: startReport(event), running: [], position: null };
    case 'stage-start':
      return { ...progress, running: [...progress.running, { service: event.service, stage: event.stage, since: event.at }] };
    case 'stage-observation': {
      const { observation } = event;
      const report = updateStage(progress.report, event, (stage) => ({ ...stage, observations: [...stage.observations, observation] }));
      return { ...progress, report: observation.type === 'certificate-presented' ? withCertificate(report, event.service, observation) : report };
    }
    case 'stage-end': {
      const { verdict, durationMs, reason } = event;
      const report = updateStage(progress.report, event, (stage) => ({ ...stage, verdict, durationMs, ...(reason === undefined ? {} : { reason }) }));
      return { ...progress, report: withSteps(report), running: progress.running.filter((stage) => !isSame(stage, event)) };
    }
    case 'problem':
      return { ...progress, report: withSteps({ ...progress.report, problems: [...progress.report.problems, event.problem] }) };
    case 'check-end':
      return { report: event.report, running: [], position: null };
  }
}

function startReport({ id, startedAt, settings, plan }: CheckEventOf<'check-start'>): Report {
  const stages = plan.flatMap(({ service, stages }) =>
    stages.map((stage): StageRecord => ({ service, stage, verdict: null, durationMs: 0, observations: [] })),
  );
  return { ...emptyProgress.report, id, startedAt, settings, stages };
}

function updateStage(report: Report, key: { service: Service; stage: Stage }, update: (stage: StageRecord) => StageRecord): Report {
  return { ...report, stages: report.stages.map((stage) => (isSame(stage, key) ? update(stage) : stage)) };
}

function isSame(left: { service: Service; stage: Stage }, right: { service: Service; stage: Stage }): boolean {
  return left.service === right.service && left.stage === right.stage;
}

function withSteps(report: Report): Report {
  return { ...report, steps: steps.map((step) => summarizeStep(report, step)) };
}

function summarizeStep({ stages, problems }: Report, step: StepRecord['step']): StepRecord {
  const own = stages.filter(({ service, stage }) => stepOf(service, stage) === step);
  const durationMs = own.reduce((total, stage) => total + stage.durationMs, 0);
  const error = problems.find((problem) => isOfArticle(problem) && stepOf(problem.service, problem.stage) === step)?.error;
  return { step, verdict: stepVerdict(own), ...(error === undefined ? {} : { error }), durationMs };
}

function stepVerdict(stages: readonly StageRecord[]): StepRecord['verdict'] {
  if (stages.some(({ verdict }) => verdict === 'failed')) return 'failed';
  if (stages.some(({ verdict }) => verdict === null)) return null;
  if (stages.some(isStopped)) return 'skipped';
  return stages.some(({ verdict }) => verdict === 'passed') ? 'passed' : 'skipped';
}

/** That a check was stopped is none of the article's errors. */
function isOfArticle({ cause, severity }: Problem): boolean {
  return severity === 'blocking' && cause !== 'cancelled' && cause !== 'interrupted';
}

function withCertificate(
  report: Report,
  service: Service,
  { chain, defects, decision }: Extract<StageRecord['observations'][number], { type: 'certificate-presented' }>,
): Report {
  const [leaf] = chain;
  if (leaf === undefined) return report;
  return { ...report, certificate: { ...report.certificate, [service]: { ...leaf, defects, accepted: decision !== 'refused', chain } } };
}
