import { type Lane, LaneEnd, type LaneEvent } from './lane.ts';
import { openConnection } from './open-connection.ts';
import { resolveEndpoint } from './resolve-endpoint.ts';
import { secureConnection } from './secure-connection.ts';
import { greetSmtp } from './smtp-greet.ts';
import { signInToSmtp } from './smtp-sign-in.ts';
import { startSmtpTls } from './smtp-start-tls.ts';
import { stage } from './stage.ts';
import { awaitArrival, sendTestMessage } from './test-message.ts';
import { unlessStopped } from './unless-stopped.ts';

/** What the IMAP lane says about the credentials, once its sign-in has ended or will not come. */
export type SignInVerdict = 'credentials-refused' | 'go-on';

/** The SMTP half of a check: one connection, one sign-in, at most one message. */
export async function* checkSmtp(lane: Lane, imapSignIn: Promise<SignInVerdict>): AsyncGenerator<LaneEvent, void> {
  const { endpoint, context, credentials, settings } = lane;
  const host = yield* stage(lane, 'resolve', (signal) => resolveEndpoint(lane, signal));
  await using owner = new AsyncDisposableStack();
  const connection = yield* stage(lane, 'connect', (signal) => openConnection(host, lane, owner, signal));
  if (endpoint.security === 'tls') yield* stage(lane, 'secure', (signal) => secureConnection(connection, host, lane, signal));
  const session = yield* stage(lane, 'greet', (signal) => greetSmtp(connection, lane, signal));
  if (endpoint.security === 'starttls') yield* stage(lane, 'secure', (signal) => startSmtpTls(session, host, lane, signal));

  // A second refusal of the same credentials could lock the account.
  if ((await unlessStopped(imapSignIn, lane)) === 'credentials-refused') throw new LaneEnd('credentials-refused');
  await unlessStopped(context.permit?.('sign-in'), lane);
  yield* stage(lane, 'authenticate', (signal) => signInToSmtp(session, credentials, signal));

  if (!settings.sendTestMessage) throw new LaneEnd('test-message-off');
  if ('skipped' in context.testMessage) throw new LaneEnd(context.testMessage.skipped);
  const { recipient, message, receiver } = context.testMessage;
  await unlessStopped(context.permit?.('send'), lane);
  const messageId = yield* stage(lane, 'send', (signal) => sendTestMessage(session, { sender: settings.email, recipient, message }, signal));
  await connection[Symbol.asyncDispose]();
  if (receiver === undefined) throw new LaneEnd('foreign-recipient');
  yield* stage(lane, 'arrive', (signal) => awaitArrival(receiver, messageId, signal));
}
