import type { Observation } from '@inbox-connect/core';
import { capabilitiesListed, imapCapabilitiesIn } from './capabilities.ts';
import type { Connection } from './connection.ts';
import { awaitGreeting } from './greeting.ts';
import { hear } from './hear.ts';
import { replied } from './imap-dialogue.ts';
import { type ImapSession, imapCommand, startImapSession } from './imap-session.ts';
import type { Lane } from './lane.ts';
import { softwareNamedIn } from './software.ts';
import { StageFailure } from './stage-failure.ts';

/** Hears the greeting (RFC 9051 s.7.1) and what the server can do. */
export async function* greetImap(connection: Connection, lane: Lane, signal: AbortSignal): AsyncGenerator<Observation, ImapSession> {
  using _ = connection.during(signal);
  yield* awaitGreeting(connection, 'imap', signal);
  const session = startImapSession(connection, lane);
  const line = yield* hear(connection, 'greeting', signal, () => session.dialogue.greeting);
  const [, status = '', text = ''] = /^\* (\w+) ?(.*)$/s.exec(line) ?? [];
  switch (status.toUpperCase()) {
    case 'BYE':
      yield replied('greeting', 'BYE', text, session.text);
      throw new StageFailure();
    case 'PREAUTH':
      // Signed in as whom? Nobody who was asked for a password by us.
      yield { type: 'preauthenticated' };
      throw new StageFailure();
  }
  const words = text.replace(/^\[CAPABILITY [^\]]*\] ?/i, '');
  const software = softwareNamedIn(words, 'imap');
  yield { type: 'greeting-received', text: session.text(words), ...(software === undefined ? {} : { software }) };
  connection.farewell = 'Q LOGOUT';
  session.capabilities = imapCapabilitiesIn([line]) ?? (yield* askCapabilities(session, signal));
  yield capabilitiesListed(lane.endpoint.security === 'starttls' ? 'before-tls' : 'before-sign-in', session.capabilities, session.text);
  return session;
}

export async function* askCapabilities(session: ImapSession, signal: AbortSignal): AsyncGenerator<Observation, readonly string[]> {
  const reply = yield* imapCommand(session, { command: 'CAPABILITY' }, [], signal);
  if (reply.status !== 'OK') throw new StageFailure();
  return imapCapabilitiesIn(reply.untagged) ?? [];
}
