import { mendBoth } from './mend-both.ts';
import type { Observation, StageRecord } from './observation.ts';
import type { Problem, RemedyId } from './problem.ts';
import { ownerOf, remediesFor } from './remedies.ts';
import { explain } from './rules/explain.ts';
import { type Scene, sceneOf } from './rules/rule.ts';
import { errorOf, stepOf } from './stage.ts';
import type { Cause } from './vocabulary.ts';
import { type Probes, withProbes } from './with-probes.ts';

/**
 * Gives meaning to the facts of a check: one problem for every stage that failed and one warning for every defect that
 * was accepted, the earliest step of the article first. What no rule knows is `unexplained`, with its evidence. `probes` is what
 * was tried since, service by service.
 */
export function diagnose(stages: readonly StageRecord[], probes: Probes = {}): readonly Problem[] {
  const problems = stages
    .flatMap((stage) => {
      const sceneIn = (one: StageRecord, other?: Scene) =>
        sceneOf(
          one,
          stages.filter(({ service }) => service === one.service),
          { other },
        );
      const sibling = stages.find(({ service, stage: name, verdict }) => service !== stage.service && name === stage.stage && verdict === 'failed');
      const scene = sceneIn(stage, sibling && sceneIn(sibling));
      return stage.verdict === 'failed' ? [withProbes(explainFailure(scene), probes[scene.service] ?? [], scene.settings)] : warningsOf(scene);
    })
    .sort((left, right) => rank(left) - rank(right));
  return mendBoth(problems);
}

/** The problem of a check that was stopped: by the person (`cancelled`) or by us (`interrupted`). */
export function describeStop(stage: Pick<StageRecord, 'service' | 'stage'>, cause: 'cancelled' | 'interrupted'): Problem {
  return problemOf(stage, cause, { evidence: [], severity: 'blocking', confidence: 'certain', alternatives: [], settings: undefined });
}

function explainFailure(scene: Scene): Problem {
  const severity = scene.stage === 'arrive' ? 'warning' : 'blocking';
  const internal = scene.observations.filter(({ type }) => type === 'internal-error');
  const finding = internal.length > 0 ? undefined : explain(scene);
  if (finding === undefined) return unexplained(scene, internal, severity);
  const { cause, evidence, confidence, alternatives } = finding;
  return problemOf(scene, cause, { evidence, severity, confidence, alternatives, settings: scene.settings });
}

function unexplained(scene: Scene, internal: readonly Observation[], severity: Problem['severity']): Problem {
  const evidence = internal.length > 0 ? internal : scene.observations.filter(({ type }) => type !== 'settings-used' && type !== 'provider-recognised');
  const problem = problemOf(scene, 'unexplained', { evidence, severity, confidence: 'possible', alternatives: [], settings: scene.settings });
  return internal.length > 0 ? { ...problem, owner: 'us', confidence: 'certain', remedies: [{ id: 'report-to-us', kind: 'advise' }] } : problem;
}

/** What a person should know although the stage passed: an accepted defect of the certificate, credentials in clear text. */
function warningsOf(scene: Scene): readonly Problem[] {
  return scene.observations.flatMap((observation): Problem[] => {
    const [defect] = observation.type === 'certificate-presented' ? observation.defects : [];
    const cause = defect ?? (observation.type === 'credentials-sent' && !observation.encrypted ? 'encryption-required' : undefined);
    if (cause === undefined) return [];
    return [problemOf(scene, cause, { evidence: [observation], severity: 'warning', confidence: 'certain', alternatives: [], settings: scene.settings })];
  });
}

interface Details extends Pick<Problem, 'severity' | 'confidence' | 'alternatives'> {
  readonly evidence: readonly Observation[];
  readonly settings: Scene['settings'];
}

function problemOf(
  { service, stage }: Pick<StageRecord, 'service' | 'stage'>,
  cause: Cause,
  { evidence, severity, confidence, alternatives, settings }: Details,
): Problem {
  const error = errorOf(service, stage, cause);
  const remedies = remediesFor(cause, error, service, { settings, evidence }).filter(({ id }) => severity === 'blocking' || !consents.includes(id));
  return { service, stage, cause, error, severity, confidence, owner: ownerOf(cause), evidence: [...evidence], remedies: [...remedies], alternatives };
}

/** What a person consents to, and has consented to already when the problem is a warning. */
const consents: readonly RemedyId[] = ['trust-this-certificate', 'allow-non-secure-certificate'];

/** Blocking problems come before warnings, then the steps of the article count. */
function rank({ service, stage, severity }: Problem): number {
  return (severity === 'blocking' ? 0 : 10) + stepOf(service, stage);
}
