import type { Observation } from '@inbox-connect/core';
import { capabilitiesListed, imapCapabilitiesIn, offers } from './capabilities.ts';
import type { Credentials } from './context.ts';
import type { Expectation } from './imap-dialogue.ts';
import { askCapabilities } from './imap-greet.ts';
import { atom, type ImapSession, type ImapToken, imapCommand } from './imap-session.ts';
import { StageFailure } from './stage-failure.ts';

/** Signs in, once, by the best mechanism that both sides know, and lists what the server can do then. */
export async function* signInToImap(session: ImapSession, credentials: Credentials, signal: AbortSignal): AsyncGenerator<Observation, void> {
  const { connection, text } = session;
  using _ = connection.during(signal);
  const command = commandFor(session.capabilities, credentials);
  if (command === undefined) {
    const mechanisms = session.capabilities.filter((capability) => /^AUTH=/i.test(capability));
    yield { type: 'no-common-mechanism', offered: mechanisms.slice(0, 50).map(text) };
    throw new StageFailure();
  }
  const reply = yield* imapCommand(session, command.expectation, command.tokens, signal);
  if (reply.status !== 'OK') throw new StageFailure();
  yield { type: 'signed-in' };
  // RFC 9051 s.6.2.2: servers mostly list them along, which saves a round trip.
  session.capabilities = imapCapabilitiesIn([...reply.untagged, reply.text]) ?? (yield* askCapabilities(session, signal));
  yield capabilitiesListed('after-sign-in', session.capabilities, text);
}

/** Whether there is a way to sign in with a password. */
export function canSignInToImap(capabilities: readonly string[]): boolean {
  return offers(capabilities, 'AUTH=PLAIN') || offers(capabilities, 'AUTH=LOGIN') || !offers(capabilities, 'LOGINDISABLED');
}

interface SignInCommand {
  readonly expectation: Expectation;
  readonly tokens: readonly ImapToken[];
}

/** PLAIN in one go (RFC 4959) before PLAIN and LOGIN of SASL before the command LOGIN, which knows no characters beyond ASCII. */
function commandFor(capabilities: readonly string[], { username, password }: Credentials): SignInCommand | undefined {
  const secret = password.reveal();
  const plain = base64(`\0${username}\0${secret}`);
  if (offers(capabilities, 'AUTH=PLAIN') && offers(capabilities, 'SASL-IR')) {
    return {
      expectation: { command: 'AUTHENTICATE PLAIN', credentials: { mechanism: 'PLAIN', line: 1 } },
      tokens: [atom('PLAIN'), { ...atom(plain), sensitive: true }],
    };
  }
  if (offers(capabilities, 'AUTH=PLAIN')) {
    return {
      expectation: { command: 'AUTHENTICATE PLAIN', continuations: [plain], credentials: { mechanism: 'PLAIN', line: 2 } },
      tokens: [atom('PLAIN')],
    };
  }
  if (offers(capabilities, 'AUTH=LOGIN')) {
    return {
      expectation: { command: 'AUTHENTICATE LOGIN', continuations: [base64(username), base64(secret)], credentials: { mechanism: 'LOGIN', line: 3 } },
      tokens: [atom('LOGIN')],
    };
  }
  if (offers(capabilities, 'LOGINDISABLED')) return undefined;
  const tokens = [stringOf(username), { ...stringOf(secret), sensitive: true }];
  const line = 1 + tokens.filter(({ type }) => type === 'LITERAL').length;
  return { expectation: { command: 'LOGIN', credentials: { mechanism: 'LOGIN', line } }, tokens };
}

/** RFC 9051 s.4.3: a quoted string holds ASCII alone. */
function stringOf(value: string): ImapToken {
  return { type: /^[\x20-\x7e]*$/.test(value) ? 'STRING' : 'LITERAL', value };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
