import { connect, type Socket } from 'node:net';
import type { Observation, ObservationOf, Refusal } from '@inbox-connect/core';
import type { EgressPolicy } from './egress-policy.ts';
import type { Network, PrivateHost } from './network.ts';
import type { ResolvedHost } from './resolve-host.ts';
import { StageFailure } from './stage-failure.ts';

/** RFC 8305 s.5: the delay between two attempts. */
const attemptDelay = 250;

/**
 * The one place where a connection begins, whoever asked for it: every address is vetted here once more, and one that is
 * refused stops all. Connects to the first address that answers (Happy Eyeballs, RFC 8305): the next one is tried when one
 * has failed or has kept us waiting for 250 ms, and the silent one may still win. Every address that was tried is told with
 * its own outcome; all sockets but the returned one are destroyed, all of them at once when the signal aborts.
 */
export async function* dial(resolved: ResolvedHost, port: number, network: Network, signal: AbortSignal): AsyncGenerator<Observation, Socket> {
  const { host, privateHost } = resolved;
  const refusal = refusalOf(resolved, port, network.policy);
  if (refusal !== undefined) {
    yield { type: 'dial-refused', host, port, refusal };
    throw new StageFailure();
  }
  const waiting = [...resolved.addresses];
  const attempts: Attempt[] = [];
  const destroyAll = () => {
    for (const { socket } of attempts) socket.destroy();
  };
  signal.addEventListener('abort', destroyAll);
  let winner: Attempt | undefined;
  try {
    const pending = new Set<Attempt>();
    while (!signal.aborted && winner === undefined && (waiting.length > 0 || pending.size > 0)) {
      const next = waiting.shift();
      if (next !== undefined) {
        const attempt = startAttempt(next.address, port, privateHost);
        attempts.push(attempt);
        pending.add(attempt);
      }
      const settled = await firstSettled(pending, waiting.length > 0 ? attemptDelay : undefined);
      if (settled === undefined || signal.aborted) continue;
      pending.delete(settled.attempt);
      if (settled.fact.outcome === 'connected') winner = settled.attempt;
      yield settled.fact;
    }
    for (const attempt of pending) attempt.socket.destroy();
    for (const attempt of pending) yield abandoned(await attempt.fact);
    if (winner === undefined || signal.aborted) throw new StageFailure();
    // Out of the list: it is the caller's from here.
    attempts.splice(attempts.indexOf(winner), 1);
    return winner.socket;
  } finally {
    signal.removeEventListener('abort', destroyAll);
    destroyAll();
  }
}

function refusalOf({ host, addresses, privateHost }: ResolvedHost, port: number, policy: EgressPolicy): Refusal | undefined {
  if (privateHost !== undefined) return undefined;
  return policy.refuseEndpoint(host, port) ?? addresses.map(({ address }) => policy.refuseAddress(address)).find((refusal) => refusal !== undefined);
}

type ConnectionFact = ObservationOf<'connection-attempted'>;

interface Attempt {
  readonly socket: Socket;
  /** Known when the attempt has connected, failed, or been destroyed. */
  readonly fact: Promise<ConnectionFact>;
}

function startAttempt(address: string, port: number, privateHost: PrivateHost | undefined): Attempt {
  const startedAt = performance.now();
  const target = privateHost?.target(address, port) ?? { address, port };
  // A literal address: nothing is looked up, so what was vetted is what is dialled.
  const socket = connect({ host: target.address, port: target.port, noDelay: true, autoSelectFamily: false });
  const { promise, resolve } = Promise.withResolvers<ConnectionFact>();
  const settle = (outcome: ConnectionFact['outcome'], code?: string) =>
    resolve({
      type: 'connection-attempted',
      address,
      port,
      outcome,
      ...(code !== undefined && { code }),
      durationMs: Math.round(performance.now() - startedAt),
    });
  socket.once('connect', () => settle('connected'));
  // Stays for good: an error between two listeners of others must not end the process.
  socket.on('error', (error: NodeJS.ErrnoException) => settle('failed', error.code));
  socket.once('close', () => settle('abandoned'));
  return { socket, fact: promise };
}

/** The first attempt with an outcome, or nothing when the time is up before. */
async function firstSettled(pending: ReadonlySet<Attempt>, withinMs: number | undefined): Promise<{ attempt: Attempt; fact: ConnectionFact } | undefined> {
  const { promise: timeIsUp, resolve } = Promise.withResolvers<undefined>();
  const timer = withinMs === undefined ? undefined : setTimeout(() => resolve(undefined), withinMs);
  try {
    return await Promise.race([...[...pending].map(async (attempt) => ({ attempt, fact: await attempt.fact })), timeIsUp]);
  } finally {
    clearTimeout(timer);
  }
}

/** One that connected just after the winner lost all the same. */
function abandoned(fact: ConnectionFact): ConnectionFact {
  return fact.outcome === 'connected' ? { ...fact, outcome: 'abandoned' } : fact;
}
