import type { Socket } from 'node:net';
import type { Observation } from '@inbox-connect/core';
import { dial } from './dial.ts';
import type { Network } from './network.ts';
import { resolveHost } from './resolve-host.ts';
import { secure } from './secure.ts';
import { StageFailure } from './stage-failure.ts';

/** Why there is no connection: our policy, no such name, nobody answers, or no TLS with a sound certificate. */
export type StreamFailure = 'not-permitted' | 'no-such-host' | 'unreachable' | 'not-secure';

/** Where to connect, and whether TLS starts at once. */
export interface StreamTarget {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

/**
 * Opens one connection that no credential will go over, by the same resolver, policy and trust as a check. The socket is the
 * caller's; when the signal aborts before it is open, nothing of it is left and the answer is `unreachable`.
 */
export async function openStream({ host, port, tls }: StreamTarget, network: Network, signal: AbortSignal): Promise<Socket | StreamFailure> {
  const facts: Observation[] = [];
  try {
    const resolved = await follow(resolveHost({ host, port }, network, signal), facts);
    const socket = await follow(dial(resolved, port, network, signal), facts);
    return tls ? await follow(secure(socket, resolved, network, nothingAllowed, signal), facts) : socket;
  } catch (error) {
    if (error instanceof StageFailure) return failureOf(facts);
    throw error;
  }
}

const nothingAllowed = { allowNonSecureCertificate: false, trustedCertificates: [] };

/** Runs steps to their end, and keeps what they told. */
async function follow<T>(steps: AsyncGenerator<Observation, T>, facts: Observation[]): Promise<T> {
  let step = await steps.next();
  while (step.done !== true) {
    facts.push(step.value);
    step = await steps.next();
  }
  return step.value;
}

function failureOf(facts: readonly Observation[]): StreamFailure {
  const last = facts.at(-1);
  if (last?.type === 'dial-refused') return 'not-permitted';
  if (last?.type === 'resolve-failed' && ['ENOTFOUND', 'ENODATA'].includes(last.code)) return 'no-such-host';
  return last?.type === 'certificate-presented' || last?.type === 'handshake-failed' ? 'not-secure' : 'unreachable';
}
