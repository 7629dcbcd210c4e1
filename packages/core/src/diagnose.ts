import { ownerOf } from './advice.ts';
import { mendBoth } from './mend-both.ts';
import type { Observation, StageRecord } from './observation.ts';
import type { Problem } from './problem.ts';
import { remediesFor } from './remedies.ts';
import { explain } from './rules/explain.ts';
import { type Scene, sceneOf } from './rules/rule.ts';
import { situationOf } from './situation.ts';
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
      const scene = sceneOf(stage, stages);
      return stage.verdict === 'failed' ? [withProbes(explainFailure(scene), probes[scene.service] ?? [], scene.settings)] : warningsOf(scene);
    })
    .sort((left, right) => rank(left) - rank(right));
  return mendBoth(problems);
}

/** The problem of a check that was stopped: by the person (`cancelled`) or by us (`interrupted`). */
export function describeStop(stage: Pick<StageRecord, 'service' | 'stage'>, cause: 'cancelled' | 'interrupted'): Problem {
  const scene = sceneOf({ ...stage, verdict: 'skipped', durationMs: 0, observations: [] }, []);
  return problemOf(scene, cause, { evidence: [], severity: 'blocking', confidence: 'certain', alternatives: [] });
}

function explainFailure(scene: Scene): Problem {
  const severity = scene.stage === 'arrive' ? 'warning' : 'blocking';
  const internal = scene.observations.filter(({ type }) => type === 'internal-error');
  const finding = internal.length > 0 ? undefined : explain(scene);
  if (finding === undefined) return unexplained(scene, internal, severity);
  const { cause, evidence, confidence, alternatives } = finding;
  return problemOf(scene, cause, { evidence, severity, confidence, alternatives });
}

function unexplained(scene: Scene, internal: readonly Observation[], severity: Problem['severity']): Problem {
  const evidence = internal.length > 0 ? internal : scene.observations.filter(({ type }) => type !== 'settings-used' && type !== 'provider-recognised');
  const problem = problemOf(scene, 'unexplained', { evidence, severity, confidence: 'possible', alternatives: [] });
  return internal.length > 0 ? { ...problem, owner: 'us', confidence: 'certain', remedies: [{ id: 'report-to-us', kind: 'advise' }] } : problem;
}

/** What a person should know although the stage passed: an accepted defect of the certificate, credentials in clear text. */
function warningsOf(scene: Scene): readonly Problem[] {
  return scene.observations.flatMap((observation): Problem[] => {
    const [defect] = observation.type === 'certificate-presented' ? observation.defects : [];
    const cause = defect ?? (observation.type === 'credentials-sent' && !observation.encrypted ? 'encryption-required' : undefined);
    if (cause === undefined) return [];
    return [problemOf(scene, cause, { evidence: [observation], severity: 'warning', confidence: 'certain', alternatives: [] })];
  });
}

interface Details extends Pick<Problem, 'severity' | 'confidence' | 'alternatives'> {
  readonly evidence: readonly Observation[];
}

function problemOf(scene: Scene, cause: Cause, { evidence, severity, confidence, alternatives }: Details): Problem {
  const { service, stage } = scene;
  const error = errorOf(service, stage, cause);
  const remedies = remediesFor(situationOf({ service, stage, cause, error, severity, evidence }, scene));
  return { service, stage, cause, error, severity, confidence, owner: ownerOf(cause), evidence: [...evidence], remedies: [...remedies], alternatives };
}

/** Blocking problems come before warnings, then the steps of the article count. */
function rank({ service, stage, severity }: Problem): number {
  return (severity === 'blocking' ? 0 : 10) + stepOf(service, stage);
}
