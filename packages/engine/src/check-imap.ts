import type { Observation } from '@inbox-connect/core';
import { capabilitiesListed, offers } from './capabilities.ts';
import { askCapabilities, greetImap } from './imap-greet.ts';
import { selectInbox } from './imap-select.ts';
import { type ImapSession, imapCommand } from './imap-session.ts';
import { signInToImap } from './imap-sign-in.ts';
import type { Lane, LaneEvent } from './lane.ts';
import { openConnection } from './open-connection.ts';
import { resolveEndpoint } from './resolve-endpoint.ts';
import type { ResolvedHost } from './resolve-host.ts';
import { secureConnection } from './secure-connection.ts';
import { stage } from './stage.ts';
import { StageFailure } from './stage-failure.ts';

/** The IMAP half of a check: one connection, one sign-in, the inbox opened without changing anything. */
export async function* checkImap(lane: Lane): AsyncGenerator<LaneEvent, void> {
  const { endpoint, credentials } = lane;
  const host = yield* stage(lane, 'resolve', (signal) => resolveEndpoint(lane, signal));
  await using owner = new AsyncDisposableStack();
  const connection = yield* stage(lane, 'connect', (signal) => openConnection(host, lane, owner, signal));
  if (endpoint.security === 'tls') yield* stage(lane, 'secure', (signal) => secureConnection(connection, host, lane, signal));
  const session = yield* stage(lane, 'greet', (signal) => greetImap(connection, lane, signal));
  if (endpoint.security === 'starttls') yield* stage(lane, 'secure', (signal) => startTls(session, host, lane, signal));
  yield* stage(lane, 'authenticate', (signal) => signInToImap(session, credentials, signal));
  yield* stage(lane, 'select', (signal) => selectInbox(session, signal));
}

/** RFC 9051 s.6.2.1; what the server said before is forgotten. */
async function* startTls(session: ImapSession, host: ResolvedHost, lane: Lane, signal: AbortSignal): AsyncGenerator<Observation, void> {
  using _ = session.connection.during(signal);
  if (!offers(session.capabilities, 'STARTTLS')) {
    yield { type: 'starttls-not-offered' };
    throw new StageFailure();
  }
  const reply = yield* imapCommand(session, { command: 'STARTTLS' }, [], signal);
  if (reply.status !== 'OK') throw new StageFailure();
  yield* secureConnection(session.connection, host, lane, signal);
  session.dialogue.endUpgrade();
  session.capabilities = yield* askCapabilities(session, signal);
  yield capabilitiesListed('before-sign-in', session.capabilities, session.text);
}
