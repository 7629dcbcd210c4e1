import type { Observation } from '@inbox-connect/core';
import { capabilitiesListed, smtpExtensionsIn } from './capabilities.ts';
import type { Connection } from './connection.ts';
import { awaitGreeting } from './greeting.ts';
import type { Lane } from './lane.ts';
import { type SmtpSession, smtpExchange, startSmtpSession } from './smtp-session.ts';
import { softwareNamedIn } from './software.ts';
import { StageFailure } from './stage-failure.ts';

/** Hears the greeting (RFC 5321 s.3.1) and what the server can do. */
export async function* greetSmtp(connection: Connection, lane: Lane, signal: AbortSignal): AsyncGenerator<Observation, SmtpSession> {
  using _ = connection.during(signal);
  yield* awaitGreeting(connection, 'smtp', signal);
  const session = startSmtpSession(connection, lane);
  const [greeting] = yield* smtpExchange(session, signal, () => session.client.greet());
  if (greeting?.code !== '220') throw new StageFailure();
  const words = greeting.lines.map((line) => line.slice(4));
  const software = softwareNamedIn(words.join(' '), 'smtp');
  yield { type: 'greeting-received', text: words.slice(0, 50).map(session.text).join('\n'), ...(software === undefined ? {} : { software }) };
  connection.farewell = 'QUIT';
  const isFinal = lane.endpoint.security !== 'starttls';
  yield* askExtensions(session, lane, isFinal ? 'before-sign-in' : 'before-tls', signal);
  return session;
}

/** EHLO (RFC 5321 s.4.1.1.1). nodemailer is told only of the last one, since it would add to what it knew before TLS. */
export async function* askExtensions(
  session: SmtpSession,
  lane: Lane,
  when: 'before-tls' | 'before-sign-in',
  signal: AbortSignal,
): AsyncGenerator<Observation, void> {
  const [reply] = yield* smtpExchange(session, signal, () => session.client.command(`EHLO ${lane.context.network.clientName}`));
  if (reply?.code !== '250') throw new StageFailure();
  session.extensions = smtpExtensionsIn(reply.lines);
  if (when === 'before-sign-in') session.client._parseEhloExtensions(reply.lines.join('\n'));
  yield capabilitiesListed(when, session.extensions, session.text);
}
