import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Arrival, Receiver } from '@inbox-connect/engine';
import type { DNSResolver } from 'mailauth';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { localAddress } from '../config-values.ts';
import { type Arrivals, ArrivalsInMemory } from './arrivals.ts';
import { authenticateMessage } from './authenticate-message.ts';

export interface ReceiverOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Our own name, said in the greeting. */
  readonly name: string;
  /** The only addresses that get mail here. */
  readonly recipients: readonly string[];
  readonly resolver: DNSResolver;
  readonly onError: (error: unknown) => void;
  /** Shown each message before anybody hears that it has arrived. */
  readonly onReceived?: ((mail: ReceivedMail) => void) | undefined;
  /** Where it is told what has arrived; in this process unless given. */
  readonly arrivals?: Arrivals | undefined;
}

/** What is known of a message when it has come in. */
export interface ReceivedMail {
  readonly messageId: string;
  /** The envelope's sender. */
  readonly sender: string;
  readonly arrival: Arrival;
  /** All header lines, ours on top. */
  readonly header: string;
}

/** The built-in mailbox behind the BCC address. */
export interface RunningReceiver extends Receiver {
  /** Where this machine reaches it. */
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

const largestMessage = 1_024 * 1_024;

/** Listens for test messages. A message is read once, for its header and who vouches for it, and not stored here. */
export async function startReceiver({
  host,
  port,
  name,
  recipients,
  resolver,
  onError,
  onReceived,
  arrivals = new ArrivalsInMemory(),
}: ReceiverOptions): Promise<RunningReceiver> {
  const known = new Set(recipients.map((recipient) => recipient.toLowerCase()));
  const server = new SMTPServer({
    name,
    banner: 'Inbox Connect receiver',
    size: largestMessage,
    // No certificate of our own: mail comes in as it does where no TLS is offered (RFC 3207 s.4).
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    maxClients: 50,
    socketTimeout: 30_000,
    closeTimeout: 500,
    onRcptTo: ({ address }, _session, done) => done(known.has(address.toLowerCase()) ? undefined : refusal(550, '5.1.1 No such mailbox here')),
    onData: (stream, session, done) => {
      receive(stream, session).then(() => done(), done);
    },
  });
  server.on('error', onError);
  server.listen(port, host);
  await once(server.server, 'listening');

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const message = await readMessage(stream);
    if (message === undefined) throw refusal(552, '5.3.4 Message too large');
    const header = headerOf(message);
    const messageId = messageIdOf(header);
    if (messageId === undefined) return;
    const { remoteAddress, hostNameAppearsAs, envelope } = session;
    const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    // RFC 5322 s.3.3: a zone is a number.
    const receivedAt = new Date().toUTCString().replace('GMT', '+0000');
    // The sending server need not wait for our look-ups.
    authenticateMessage({ message, ip: remoteAddress, helo: hostNameAppearsAs, sender, receivedBy: name }, resolver)
      .then((authenticated) => {
        const trace = `Received: from ${hostNameAppearsAs} ([${remoteAddress}])\r\n by ${name} with ESMTP; ${receivedAt}\r\n`;
        onReceived?.({ messageId, sender, arrival: authenticated.arrival, header: trace + authenticated.header + header });
        return arrivals.tell(messageId, authenticated.arrival);
      })
      .catch(onError);
  }

  return {
    host: localAddress(host),
    port: portOf(server.server.address()),
    arrivalOf: (messageId, signal) => arrivals.arrivalOf(messageId, signal),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The whole message, or nothing when it is too large; the rest is read and thrown away, as the protocol wants it. */
async function readMessage(stream: SMTPServerDataStream): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  return stream.sizeExceeded ? undefined : Buffer.concat(chunks);
}

function headerOf(message: Buffer): string {
  const [header = ''] = message.toString('latin1').split(/\r?\n\r?\n/, 1);
  return header;
}

/** The Message-ID with its angle brackets (RFC 5322 s.3.6.4). */
function messageIdOf(header: string): string | undefined {
  return /^message-id:\s*(<[^<>\s]{1,250}>)/im.exec(header)?.[1];
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
