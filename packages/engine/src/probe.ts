import { type Observation, type ObservationOf, type Probe, Secret } from '@inbox-connect/core';
import { DeadlinePassed, startDeadline } from './deadline.ts';
import { greetImap } from './imap-greet.ts';
import { canSignInToImap } from './imap-sign-in.ts';
import { startImapTls } from './imap-start-tls.ts';
import type { Lane } from './lane.ts';
import { openConnection } from './open-connection.ts';
import type { ProbeTarget } from './plan-probes.ts';
import { failureOf } from './probe-failure.ts';
import { resolveHost } from './resolve-host.ts';
import { secureConnection } from './secure-connection.ts';
import { greetSmtp } from './smtp-greet.ts';
import { canSignInToSmtp } from './smtp-sign-in.ts';
import { startSmtpTls } from './smtp-start-tls.ts';
import { StageFailure } from './stage-failure.ts';
import { TranscriptRecorder } from './transcript.ts';

/** What became of a probe, and the certificate that it was shown. */
export interface ProbeResult {
  readonly observation: Probe;
  readonly presented: ObservationOf<'certificate-presented'> | undefined;
}

/**
 * Goes the way of a check as far as to where the password would be sent, and turns back there: credentials are out of its
 * reach. Answers nothing when it was stopped before it could tell.
 */
export async function probe(target: ProbeTarget, lane: Lane, deadlineMs: number, stop: AbortSignal): Promise<ProbeResult | undefined> {
  const startedAt = performance.now();
  using deadline = startDeadline('stage', deadlineMs, [stop]);
  const { signal } = deadline;
  const { facts, isClear } = await follow(approach(target, laneTo(target, lane), signal), signal);
  const isTimeUp = signal.reason instanceof DeadlinePassed;
  if (signal.aborted && !isTimeUp) return undefined;
  const durationMs = Math.round(performance.now() - startedAt);
  const common = { type: 'endpoint-probed', ...target, durationMs } as const;
  const reason = isTimeUp ? 'timeout' : facts.map(failureOf).findLast((known) => known !== undefined);
  return {
    observation: isClear ? { ...common, outcome: 'answered' } : { ...common, outcome: 'failed', reason: reason ?? 'closed' },
    presented: facts.find((fact) => fact.type === 'certificate-presented'),
  };
}

/** A lane to another endpoint, without credentials; its conversation is not kept. */
export function laneTo({ host, port, security }: ProbeTarget, lane: Lane): Lane {
  return {
    ...lane,
    endpoint: { host, port, security },
    credentials: { username: '', password: new Secret('') },
    transcript: new TranscriptRecorder(() => 0),
  };
}

/** What the engine does before sign-in, in its order; throws `StageFailure` after the fact that explains it. */
export async function* approach({ address, security }: ProbeTarget, lane: Lane, signal: AbortSignal): AsyncGenerator<Observation, void> {
  const found = yield* resolveHost(lane.endpoint, lane.context.network, signal);
  const host = address === undefined ? found : { ...found, addresses: found.addresses.filter((known) => known.address === address) };
  await using owner = new AsyncDisposableStack();
  const connection = yield* openConnection(host, lane, owner, signal);
  if (security === 'tls') yield* secureConnection(connection, host, lane, signal);
  if (lane.service === 'imap') {
    const session = yield* greetImap(connection, lane, signal);
    if (security === 'starttls') yield* startImapTls(session, host, lane, signal);
    if (!canSignInToImap(session.capabilities)) yield* endAtSignIn();
  } else {
    const session = yield* greetSmtp(connection, lane, signal);
    if (security === 'starttls') yield* startSmtpTls(session, host, lane, signal);
    if (!canSignInToSmtp(session.extensions)) yield* endAtSignIn();
  }
}

function* endAtSignIn(): Generator<Observation, void> {
  yield { type: 'no-common-mechanism', offered: [] };
  throw new StageFailure();
}

/** The facts on the way, and whether the way was clear to its end. */
export async function follow(
  steps: AsyncIterable<Observation>,
  signal: AbortSignal,
): Promise<{ readonly facts: readonly Observation[]; readonly isClear: boolean }> {
  const facts: Observation[] = [];
  try {
    for await (const fact of steps) facts.push(fact);
    return { facts, isClear: true };
  } catch (error) {
    if (!(error instanceof StageFailure) && error !== signal.reason) throw error;
    return { facts, isClear: false };
  }
}
