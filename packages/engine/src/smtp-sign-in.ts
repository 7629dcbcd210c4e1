import type { Observation } from '@inbox-connect/core';
import { smtpMechanismsIn } from './capabilities.ts';
import type { Credentials } from './context.ts';
import { type SmtpSession, smtpExchange } from './smtp-session.ts';
import { StageFailure } from './stage-failure.ts';

/** The mechanisms that we know, the better first, and which of our lines carries the password. */
const mechanisms = [
  { name: 'PLAIN', line: 1 },
  { name: 'LOGIN', line: 3 },
] as const;

/** Whether there is a way to sign in with a password. */
export function canSignInToSmtp(extensions: readonly string[]): boolean {
  return smtpMechanismsIn(extensions).some((offered) => mechanisms.some(({ name }) => name === offered));
}

/** Signs in, once (RFC 4954); proved by 235 to our own command, nothing else. */
export async function* signInToSmtp(session: SmtpSession, { username, password }: Credentials, signal: AbortSignal): AsyncGenerator<Observation, void> {
  const { connection, dialogue, client, extensions, text } = session;
  using _ = connection.during(signal);
  const offered = smtpMechanismsIn(extensions);
  const mechanism = mechanisms.find(({ name }) => offered.includes(name));
  if (mechanism === undefined) {
    yield { type: 'no-common-mechanism', offered: offered.slice(0, 50).map(text) };
    throw new StageFailure();
  }
  const replies = yield* smtpExchange(session, signal, () => {
    dialogue.beginSignIn(mechanism.name, mechanism.line);
    const credentials = { user: username, pass: password.reveal() };
    // A refusal comes as an error, and as a reply, which is what counts.
    return new Promise<void>((resolve) => client.login({ method: mechanism.name, ...credentials, credentials }, () => resolve()));
  });
  const last = replies.at(-1);
  if (last?.code !== '235') {
    if (last !== undefined && /^[23]/.test(last.code)) yield { type: 'protocol-violated', detail: 'sign-in-not-confirmed' };
    throw new StageFailure();
  }
  yield { type: 'signed-in' };
}
