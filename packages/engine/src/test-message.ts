import { randomUUID } from 'node:crypto';
import type { Observation } from '@inbox-connect/core';
import MailComposer from 'nodemailer/lib/mail-composer';
import { asciiHost } from './ascii-host.ts';
import type { Receiver, TestMessage } from './context.ts';
import { DeadlinePassed } from './deadline.ts';
import type { SmtpReply } from './smtp-dialogue.ts';
import { type SmtpSession, smtpExchange } from './smtp-session.ts';
import { StageFailure } from './stage-failure.ts';

/** The one test message of a check. */
export interface Mail {
  /** The envelope's sender: the address that is being connected. */
  readonly sender: string;
  /** The envelope's only recipient: the operator's address, never a person's choice. */
  readonly recipient: string;
  readonly message: TestMessage;
}

/** Hands the message over on the connection that is signed in, once; returns its Message-ID when the server has taken responsibility for it. */
export async function* sendTestMessage(session: SmtpSession, mail: Mail, signal: AbortSignal): AsyncGenerator<Observation, string> {
  using _ = session.connection.during(signal);
  const sender = asciiDomain(mail.sender);
  const messageId = `<${randomUUID()}@${sender.slice(sender.lastIndexOf('@') + 1)}>`;
  const source = await compose(mail, messageId);
  let failure: Error | undefined;
  const replies = yield* smtpExchange(
    session,
    signal,
    () =>
      new Promise<void>((resolve) => {
        session.client.send({ from: sender, to: [asciiDomain(mail.recipient)] }, source, (error) => {
          failure = error ?? undefined;
          resolve();
        });
      }),
  );
  if (replies.some(({ code }) => /^[45]/.test(code))) throw new StageFailure();
  const confirmation = replies.findLast(({ isForMessage }) => isForMessage);
  if (replies.some(isOutOfPlace) || (confirmation !== undefined && confirmation.code !== '250')) {
    yield { type: 'protocol-violated', detail: 'message-not-confirmed' };
    throw new StageFailure();
  }
  // Nothing was refused, yet nodemailer would not send it: our fault.
  if (failure !== undefined) throw failure;
  if (confirmation === undefined) throw new Error('the message was handed over without a reply');
  yield { type: 'message-accepted', messageId, recipient: mail.recipient };
  return messageId;
}

/** Asked to go on with what was complete (RFC 5321 s.4.2.1). */
function isOutOfPlace({ command, code, isForMessage }: SmtpReply): boolean {
  return !code.startsWith('2') && (command !== 'DATA' || isForMessage || !code.startsWith('3'));
}

/** Waits until the receiver has seen the message. */
export async function* awaitArrival(receiver: Receiver, messageId: string, signal: AbortSignal): AsyncGenerator<Observation, void> {
  const startedAt = performance.now();
  const afterMs = () => Math.round(performance.now() - startedAt);
  const aborted = Promise.withResolvers<undefined>();
  const abort = () => aborted.resolve(undefined);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const arrival = receiver.arrivalOf(messageId, signal).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    });
    const seen = await Promise.race([arrival, aborted.promise]);
    if (seen !== undefined) {
      yield { type: 'message-arrived', afterMs: afterMs(), ...seen };
      return;
    }
    if (signal.reason instanceof DeadlinePassed) yield { type: 'message-missing', afterMs: afterMs() };
    throw new StageFailure();
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** RFC 6531 s.3.2: only a local part beyond ASCII needs a server that knows of such addresses. */
function asciiDomain(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return `${address.slice(0, at)}${asciiHost(address.slice(at)) ?? address.slice(at)}`;
}

/** RFC 3834 s.5: `Auto-Submitted` keeps out-of-office answers away. */
function compose({ sender, recipient, message }: Mail, messageId: string): Promise<Buffer> {
  const composer = new MailComposer({
    from: sender,
    to: recipient,
    subject: message.subject,
    text: message.text,
    messageId,
    date: new Date(),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  });
  return composer.compile().build();
}
