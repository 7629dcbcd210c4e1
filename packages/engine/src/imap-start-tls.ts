import type { Observation } from '@inbox-connect/core';
import { capabilitiesListed, offers } from './capabilities.ts';
import { askCapabilities } from './imap-greet.ts';
import { type ImapSession, imapCommand } from './imap-session.ts';
import type { Lane } from './lane.ts';
import type { ResolvedHost } from './resolve-host.ts';
import { secureConnection } from './secure-connection.ts';
import { StageFailure } from './stage-failure.ts';

/** RFC 9051 s.6.2.1; what the server said before is forgotten. */
export async function* startImapTls(session: ImapSession, host: ResolvedHost, lane: Lane, signal: AbortSignal): AsyncGenerator<Observation, void> {
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
