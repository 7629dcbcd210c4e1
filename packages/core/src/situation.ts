import type { CertificateDecision, Observation, ObservationOf } from './observation.ts';
import type { Problem } from './problem.ts';
import { wantsOtherName } from './rules/provider-username.ts';
import type { Scene } from './rules/rule.ts';

/** What remedies depend on: a problem, and what has been seen beside it. */
export interface Situation extends Pick<Problem, 'service' | 'stage' | 'cause' | 'error' | 'severity'> {
  readonly evidence: readonly Observation[];
  readonly settings: ObservationOf<'settings-used'> | undefined;
  readonly provider: ObservationOf<'provider-recognised'> | undefined;
  /** A server that speaks the service's protocol greeted. */
  readonly rightServerAnswered: boolean;
  /** The other service let these very credentials in. */
  readonly acceptedElsewhere: boolean;
  /** How the service's certificate was judged; undefined when none was seen. */
  readonly certificate: CertificateDecision | undefined;
  /** The name to sign in with that the provider, or the server's own words, ask for in place of the one that was used. */
  readonly otherUsername: string | undefined;
}

export function situationOf(problem: Pick<Situation, 'service' | 'stage' | 'cause' | 'error' | 'severity' | 'evidence'>, scene: Scene): Situation {
  const { settings, provider, lane, otherLane } = scene;
  return {
    ...problem,
    settings,
    provider,
    rightServerAnswered: lane.some(({ type }) => type === 'greeting-received'),
    acceptedElsewhere: otherLane.some(({ type }) => type === 'signed-in'),
    certificate: lane.find((observation) => observation.type === 'certificate-presented')?.decision,
    otherUsername: otherUsernameFor(scene, problem.cause),
  };
}

/** Offered only where somebody says so: the provider, or a server that did not like the form of the name. */
function otherUsernameFor(scene: Scene, cause: Problem['cause']): string | undefined {
  const isWanted = wantsOtherName(scene) ?? cause === 'username-format';
  return isWanted ? scene.settings?.otherUsername : undefined;
}
