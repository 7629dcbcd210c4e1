import { generateKeyPair } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import DKIM from 'nodemailer/lib/dkim';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { dkimSelector } from './dns.ts';
import type { Scenario } from './scenario.ts';
import { hostOf } from './scenario.ts';
import type { SubmittedMessage } from './smtp-server.ts';

/** A mail server that takes messages from strangers, such as the built-in receiver. */
export interface DeliveryTarget {
  readonly host: string;
  readonly port: number;
}

/** A message that left the lab, signed. */
export interface DeliveredMessage extends SubmittedMessage {
  /** The name of the scenario. */
  readonly scenario: string;
}

/** Signs and delivers what the lab's servers took. */
export interface Outbox {
  /** The last hundred messages. */
  readonly delivered: readonly DeliveredMessage[];
  /** The key of the DKIM record: base64 of the DER. */
  publicKey(): Promise<string>;
  send(scenario: Scenario, message: SubmittedMessage): Promise<void>;
  /** Ends the deliveries under way. */
  close(): void;
}

const keptMessages = 100;
const patience = 10_000;

/** With a target each message is delivered to it over SMTP, besides being kept. */
export function createOutbox(deliverTo: DeliveryTarget | undefined): Outbox {
  const delivered: DeliveredMessage[] = [];
  const underWay = new Set<SMTPConnection>();
  let closed = false;
  let keys: ReturnType<typeof createKeys> | undefined;
  const keysOnce = () => {
    keys ??= createKeys();
    return keys;
  };
  return {
    delivered,
    publicKey: async () => (await keysOnce()).publicKey.toString('base64'),
    send: async (scenario, message) => {
      const { privateKey } = await keysOnce();
      const signed = await sign(message, scenario, privateKey);
      if (closed) return;
      if (deliverTo !== undefined) await deliver(signed, hostOf('smtp', scenario.domain), deliverTo, underWay);
      delivered.push({ scenario: scenario.name, ...signed });
      if (delivered.length > keptMessages) delivered.shift();
    },
    close: () => {
      closed = true;
      for (const connection of underWay) connection.close();
    },
  };
}

/** RSA, since the signer knows nothing else. */
async function createKeys() {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

async function sign(message: SubmittedMessage, { domain }: Scenario, privateKey: string): Promise<SubmittedMessage> {
  const signer = new DKIM({ domainName: domain, keySelector: dkimSelector, privateKey });
  return { ...message, data: await buffer(signer.sign(message.data)) };
}

/** From server to server, where a message goes in clear text unless both offer more. */
async function deliver({ from, to, data }: SubmittedMessage, name: string, target: DeliveryTarget, underWay: Set<SMTPConnection>): Promise<void> {
  const connection = new SMTPConnection({
    ...target,
    name,
    ignoreTLS: true,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    socketCloseTimeout: 0,
  });
  underWay.add(connection);
  try {
    await new Promise<void>((resolve, reject) => {
      // Also after the message was taken: an error that nobody listens for would end the process.
      connection.on('error', reject);
      connection.once('end', () => reject(new Error('The receiver closed the connection.')));
      connection.connect((problem) => {
        if (problem) reject(problem);
        else connection.send({ from, to: [...to] }, data, (refusal) => (refusal ? reject(refusal) : resolve()));
      });
    });
    connection.quit();
  } finally {
    underWay.delete(connection);
    connection.close();
  }
}
