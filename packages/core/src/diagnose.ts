import type { Observation, StageRecord } from './observation.ts';
import type { Problem, RemedyId } from './problem.ts';
import { ownerOf, remediesFor } from './remedies.ts';
import { arriveRules } from './rules/arrive.ts';
import { authenticateRules } from './rules/authenticate.ts';
import { connectRules } from './rules/connect.ts';
import { greetRules } from './rules/greet.ts';
import { resolveRules } from './rules/resolve.ts';
import { type Rule, type Scene, sceneOf } from './rules/rule.ts';
import { secureRules } from './rules/secure.ts';
import { selectRules } from './rules/select.ts';
import { sendRules } from './rules/send.ts';
import { errorOf, stepOf } from './stage.ts';
import { type Cause, type Confidence, confidenceSchema, type Stage } from './vocabulary.ts';
import { type Probes, withProbes } from './with-probes.ts';

const rules: Readonly<Record<Stage, readonly Rule[]>> = {
  resolve: resolveRules,
  connect: connectRules,
  secure: secureRules,
  greet: greetRules,
  authenticate: authenticateRules,
  select: selectRules,
  send: sendRules,
  arrive: arriveRules,
};

/**
 * Gives meaning to the facts of a check: one problem for every stage that failed and one warning for every defect that
 * was accepted, the earliest step of the article first. What no rule knows is `unexplained`, with its evidence. `probes` is what
 * was tried since, service by service.
 */
export function diagnose(stages: readonly StageRecord[], probes: Probes = {}): readonly Problem[] {
  return stages
    .flatMap((stage) => {
      const scene = sceneOf(
        stage,
        stages.filter(({ service }) => service === stage.service),
      );
      return stage.verdict === 'failed' ? [withProbes(explainFailure(scene), probes[scene.service] ?? [], scene.settings)] : warningsOf(scene);
    })
    .sort((left, right) => rank(left) - rank(right));
}

/** The problem of a check that was stopped: by the person (`cancelled`) or by us (`interrupted`). */
export function describeStop(stage: Pick<StageRecord, 'service' | 'stage'>, cause: 'cancelled' | 'interrupted'): Problem {
  return problemOf(stage, cause, { evidence: [], severity: 'blocking', confidence: 'certain', alternatives: [], settings: undefined });
}

function explainFailure(scene: Scene): Problem {
  const matches = rules[scene.stage].map((rule) => ({ rule, evidence: rule.when(scene) })).filter(({ evidence }) => evidence.length > 0);
  const best = matches.toSorted((left, right) => certainty(left.rule.confidence) - certainty(right.rule.confidence))[0];
  const severity = scene.stage === 'arrive' ? 'warning' : 'blocking';
  const internal = scene.observations.filter(({ type }) => type === 'internal-error');
  if (internal.length > 0 || best === undefined) return unexplained(scene, internal, severity);
  const others = matches.map(({ rule }) => rule.cause).filter((cause) => cause !== best.rule.cause && best.rule.confidence !== 'certain');
  const alternatives = [...new Set([...(best.rule.alternatives ?? []), ...others])].map((cause) => ({ cause, confidence: 'possible' as const }));
  return problemOf(scene, best.rule.cause, {
    evidence: [...new Set(best.evidence)],
    severity,
    confidence: best.rule.confidence,
    alternatives,
    settings: scene.settings,
  });
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

function certainty(confidence: Confidence): number {
  return confidenceSchema.options.indexOf(confidence);
}
