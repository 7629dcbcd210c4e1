import type { Observation, ObservationOf } from './observation.ts';
import type { Problem, Remedy } from './problem.ts';
import type { Service } from './vocabulary.ts';

export type Probe = ObservationOf<'endpoint-probed'>;

/** What was tried after a service had failed, the best first. */
export type Probes = Readonly<Partial<Record<Service, readonly Probe[]>>>;

/** Whether a fact shows what is wrong, rather than what would have worked in its place. */
export function showsFault(fact: Observation): boolean {
  return fact.type !== 'endpoint-probed' || fact.tls !== undefined;
}

/** More choices than that help nobody. */
const mostOffers = 3;

/** Adds what probes showed: their facts to the evidence, and what answered before all other remedies. */
export function withProbes(problem: Problem, probes: readonly Probe[], settings: ObservationOf<'settings-used'> | undefined): Problem {
  if (probes.length === 0 || settings === undefined) return problem;
  const offers = offersAmong(problem, probes, settings.host).slice(0, mostOffers);
  const others = problem.remedies.filter((remedy) => !isSettled(remedy, problem.service, settings.host, probes));
  return {
    ...problem,
    // A button does it.
    owner: offers.length > 0 ? 'you' : problem.owner,
    evidence: [...problem.evidence, ...probes],
    remedies: [...offers.map((probe) => remedyOf(probe, problem.service, settings)), ...others],
  };
}

/** What answered; failing that, what lacks only the consent to a certificate, which the next check will ask for. */
function offersAmong({ error }: Problem, probes: readonly Probe[], host: string): readonly Probe[] {
  const whole = probes.filter(({ address }) => address === undefined);
  const answered = whole.filter(({ outcome }) => outcome === 'answered');
  if (answered.length > 0 || error === 'certificate-not-trusted') return answered;
  return whole.filter((probe) => probe.host === host && probe.reason === 'certificate').slice(0, 1);
}

function remedyOf({ host, port, security, outcome }: Probe, service: Service, settings: ObservationOf<'settings-used'>): Remedy {
  const isSameHost = host === settings.host;
  const isSamePort = port === settings.port && security === settings.security;
  const patch = { [service]: { ...(isSameHost ? {} : { host }), ...(isSamePort ? {} : { port, security }) } };
  const id = isSameHost ? 'use-other-port' : isSamePort ? 'use-other-server' : 'use-other-server-and-port';
  return { id, kind: 'change-settings', patch, ...(outcome === 'answered' && { verified: true }) };
}

/** A change that rests on a guess, to an endpoint that a probe has judged since. */
function isSettled({ verified, patch }: Remedy, service: Service, host: string, probes: readonly Probe[]): boolean {
  const guess = patch?.[service];
  return (
    verified !== true &&
    guess?.port !== undefined &&
    probes.some((probe) => probe.host === (guess.host ?? host) && probe.port === guess.port && probe.security === guess.security)
  );
}
