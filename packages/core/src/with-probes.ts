import type { ObservationOf } from './observation.ts';
import type { Problem, Remedy } from './problem.ts';
import type { Service } from './vocabulary.ts';

export type Probe = ObservationOf<'endpoint-probed'>;

/** What was tried after a service had failed, the best first. */
export type Probes = Readonly<Partial<Record<Service, readonly Probe[]>>>;

/** More choices than that help nobody. */
const mostOffers = 3;

/** Adds what probes showed: their facts to the evidence, and what answered before all other remedies. */
export function withProbes(problem: Problem, probes: readonly Probe[], settings: ObservationOf<'settings-used'> | undefined): Problem {
  if (probes.length === 0 || settings === undefined) return problem;
  const offers = probes.filter(({ outcome, address }) => outcome === 'answered' && address === undefined).slice(0, mostOffers);
  const others = problem.remedies.filter((remedy) => !isSettled(remedy, problem.service, settings.host, probes));
  return {
    ...problem,
    evidence: [...problem.evidence, ...probes],
    remedies: [...offers.map((probe) => remedyOf(probe, problem.service, settings)), ...others],
  };
}

function remedyOf({ host, port, security }: Probe, service: Service, settings: ObservationOf<'settings-used'>): Remedy {
  const isSameHost = host === settings.host;
  const isSamePort = port === settings.port && security === settings.security;
  const patch = { [service]: { ...(isSameHost ? {} : { host }), ...(isSamePort ? {} : { port, security }) } };
  const id = isSameHost ? 'use-other-port' : isSamePort ? 'use-other-server' : 'use-other-server-and-port';
  return { id, kind: 'change-settings', patch, verified: true };
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
