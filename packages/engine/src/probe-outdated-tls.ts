import { createSecureContext, type SecureContext } from 'node:tls';
import type { Observation, ObservationType, Probe, StageRecord } from '@inbox-connect/core';
import { startDeadline } from './deadline.ts';
import { foundNoAgreement } from './handshake.ts';
import type { Lane } from './lane.ts';
import { approach, follow, laneTo } from './probe.ts';
import { failureOf } from './probe-failure.ts';

/** Everything that OpenSSL still knows, at the security level that forbids nothing; no authority, since nothing will be trusted. */
let anything: SecureContext | undefined;

/**
 * Where no encryption could be agreed on, asks the same port once more, with the versions and methods that we do not accept on
 * offer, and hangs up as soon as it is known what the server chooses. Nothing is ever said over such a connection.
 */
export async function probeOutdatedTls(lane: Lane, stages: readonly StageRecord[], deadlineMs: number, stop: AbortSignal): Promise<Probe | undefined> {
  const { host, port, security } = lane.endpoint;
  if (security === 'none' || !stages.some(({ observations }) => observations.some(foundNoAgreement))) return undefined;
  anything ??= createSecureContext({ ca: [], minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' });
  const target = { host, port, security };
  const startedAt = performance.now();
  using deadline = startDeadline('stage', deadlineMs, [stop]);
  const { signal } = deadline;
  const { facts } = await follow(upTo('tls-established', approach(target, laneTo(target, speakingAnything(lane, anything)), signal)), signal);
  if (stop.aborted) return undefined;
  const probed = { type: 'endpoint-probed', ...target, outcome: 'failed', durationMs: Math.round(performance.now() - startedAt) } as const;
  const agreed = facts.find((fact) => fact.type === 'tls-established');
  if (agreed === undefined)
    return { ...probed, reason: signal.aborted ? 'timeout' : (facts.map(failureOf).findLast((known) => known !== undefined) ?? 'closed') };
  const { version, cipher } = agreed;
  return { ...probed, reason: oldVersions.includes(version) ? 'old-tls-version' : 'weak-tls-methods', tls: { version, cipher } };
}

/** Leaves with the fact that was wanted, and so closes the connection. */
async function* upTo(type: ObservationType, steps: AsyncIterable<Observation>): AsyncGenerator<Observation, void> {
  for await (const fact of steps) {
    yield fact;
    if (fact.type === type) return;
  }
}

const oldVersions: readonly string[] = ['TLSv1', 'TLSv1.1'];

/** The lane with other terms for its handshake. */
function speakingAnything(lane: Lane, secureContext: SecureContext): Lane {
  const { network } = lane.context;
  const privateHost: typeof network.privateHost = (host) => {
    const known = network.privateHost(host);
    return known && { ...known, secureContext };
  };
  return { ...lane, context: { ...lane.context, network: { ...network, secureContext, privateHost } } };
}
