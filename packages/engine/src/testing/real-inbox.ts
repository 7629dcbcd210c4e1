import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckEvent, Report } from '@inbox-connect/core';
import { type CheckRequestInput, connectionSettingsSchema, Secret, signInName } from '@inbox-connect/core';
import { type CertificateAuthority, createCertificateAuthority, type IssuedCertificate, type IssuedDefect } from '@inbox-connect/lab';
import {
  countOpenConnections,
  type MessageSink,
  type RealImapServer,
  type RealSmtpServer,
  type RealUser,
  type SignInAttempt,
  startDovecot,
  startMessageSink,
  startPostfix,
} from '@inbox-connect/lab/real-servers';
import { check } from '../check.ts';
import type { Receiver, TestMessagePlan } from '../context.ts';
import { createNetwork, type Network } from '../network.ts';

export const mailHost = 'mail.example.test';
export const alice: RealUser = { username: 'alice@example.test', password: 'correct horse battery staple' };

export interface RealInboxOptions {
  /** Names in the certificate of both servers; `mailHost` and 127.0.0.1 without it. */
  readonly names?: readonly string[];
  readonly defect?: IssuedDefect;
  readonly users?: readonly RealUser[];
  readonly authority?: CertificateAuthority;
}

/** Dovecot and Postfix with the accounts that a test needs, and the far end of what Postfix sends. */
export interface RealInbox extends AsyncDisposable {
  readonly dovecot: RealImapServer;
  readonly postfix: RealSmtpServer;
  readonly sink: MessageSink;
  readonly certificate: IssuedCertificate;
  readonly rootPem: string;
  /** Knows `mailHost` and trusts the authority. */
  readonly network: Network;
  /** A check of alice's inbox, changed as wanted. */
  settings(security: 'tls' | 'starttls', changes?: Partial<CheckRequestInput>): CheckRequestInput;
}

export async function startRealInbox({ names = [mailHost, '127.0.0.1'], defect, users = [alice], authority }: RealInboxOptions = {}): Promise<RealInbox> {
  await using started = new AsyncDisposableStack();
  const issuer = authority ?? (await createCertificateAuthority());
  const certificate = await issuer.issue({ names, ...(defect && { defect }) });
  const sink = started.use(await startMessageSink());
  const dovecot = started.use(await startDovecot({ ...certificate, users }));
  const postfix = started.use(await startPostfix({ ...certificate, sasl: dovecot, relayTo: sink }));
  const ports = {
    tls: { imap: dovecot.ports.imaps, smtp: postfix.ports.submissions },
    starttls: { imap: dovecot.ports.imap, smtp: postfix.ports.submission },
  };
  const resources = started.move();
  return {
    dovecot,
    postfix,
    sink,
    certificate,
    rootPem: issuer.rootPem,
    network: createTestNetwork(issuer.rootPem),
    settings: (security, changes) => ({
      email: alice.username,
      password: alice.password,
      imap: { host: mailHost, port: ports[security].imap, security },
      smtp: { host: mailHost, port: ports[security].smtp, security },
      ...changes,
    }),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** A network in which `mailHost` is this machine. */
export function createTestNetwork(rootPem: string, addressOf = (_port: number) => '127.0.0.1'): Network {
  const network = createNetwork({ dnsServers: [], allowedNetworks: [], allowedPorts: 'any', extraCertificates: rootPem });
  const here = {
    addresses: ['127.0.0.1'],
    target: (_address: string, port: number) => ({ address: addressOf(port), port }),
    secureContext: network.secureContext,
  };
  return { ...network, privateHost: (host) => (host === mailHost ? here : undefined) };
}

export interface RunOptions {
  readonly network: Network;
  readonly signal?: AbortSignal;
  readonly receiver?: Receiver;
  /** `bcc@receiver.test` unless given. */
  readonly recipient?: string;
  /** Told about each event before the next one is asked for. */
  readonly onEvent?: (event: CheckEvent) => void | Promise<void>;
}

/** Runs a check to its end; an exception of ours fails the test. */
export async function runCheck(input: CheckRequestInput, { network, signal, receiver, recipient = 'bcc@receiver.test', onEvent }: RunOptions): Promise<Report> {
  const { password, ...rest } = input;
  const settings = connectionSettingsSchema.parse(rest);
  const startedAt = performance.now();
  const message = { subject: 'A test message', text: 'It works.' };
  const testMessage: TestMessagePlan = receiver === undefined ? { skipped: 'no-recipient' } : { recipient, message, receiver };
  const events = check(
    settings,
    { username: signInName(settings), password: new Secret(password) },
    {
      id: 'test',
      startedAt: new Date().toISOString(),
      elapsed: () => performance.now() - startedAt,
      signal: signal ?? new AbortController().signal,
      network,
      testMessage,
      onInternalError: (error) => {
        throw error;
      },
    },
  );
  let report: Report | undefined;
  for await (const event of events) {
    await onEvent?.(event);
    if (event.type === 'check-end') report = event.report;
  }
  if (report === undefined) throw new Error('The check had no end.');
  return report;
}

/** Sees messages arrive at the far end of the delivery. */
export function receiverOf(sink: MessageSink): Receiver {
  return {
    arrivalOf: async (messageId, signal) => {
      while (!sink.messages.some((message) => message.includes(`\nMessage-ID: ${messageId}\n`))) {
        signal.throwIfAborted();
        await sleep(10);
      }
      return { spf: 'none', dkim: 'none', dmarc: 'none' };
    },
  };
}

/** Every sign-in that the servers were asked for so far. */
export async function signInAttempts({ dovecot, postfix }: RealInbox): Promise<readonly SignInAttempt[]> {
  await quietLog(postfix);
  await quietLog(dovecot);
  return dovecot.signInAttempts();
}

/** A server's log once every connection to it has ended and nothing more is written. */
export async function quietLog(server: { readonly log: () => Promise<string>; readonly ports: Readonly<Record<string, number>> }): Promise<string> {
  for (const port of Object.values(server.ports)) {
    while ((await countOpenConnections(port)) > 0) await sleep(10);
  }
  for (let log = await server.log(); ; ) {
    await sleep(100);
    const later = await server.log();
    if (later === log) return log;
    log = later;
  }
}
