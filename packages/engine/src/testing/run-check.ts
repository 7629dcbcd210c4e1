import { once } from 'node:events';
import { createServer } from 'node:net';
import { createSecureContext } from 'node:tls';
import {
  type CheckEvent,
  type CheckEventOf,
  type ConnectionSettings,
  type Observation,
  type Report,
  Secret,
  type Service,
  type Stage,
} from '@inbox-connect/core';
import { createCertificateAuthority } from '@inbox-connect/lab';
import { check } from '../check.ts';
import type { CheckContext, Receiver, TestMessagePlan } from '../context.ts';
import type { Network } from '../network.ts';

export const hostName = 'mail.example.test';
/** Found in every encoding that changes it, and in no other text. */
export const password = 'Kanarie-7/q+9 "vogel~Zw4';

export const authority = await createCertificateAuthority();
const secureContext = createSecureContext({ ca: authority.rootPem });
export const certificate = await authority.issue({ names: [hostName] });
export const wrongCertificate = await authority.issue({ names: ['other.example.test'] });

/** Reaches nothing but the servers of a test, all of them under one name. */
const network: Network = {
  resolver: { resolve: () => Promise.reject(new Error('no test looks a name up')) },
  policy: { refuseEndpoint: () => undefined, refuseAddress: () => undefined },
  secureContext,
  privateHost: () => ({ addresses: ['127.0.0.1'], target: (address, port) => ({ address, port }), secureContext }),
  clientName: 'checker.example.test',
};

export const receiver: Receiver = { arrivalOf: async () => ({ spf: 'pass', dkim: 'pass', dmarc: 'pass' }) };

export interface CheckOptions {
  readonly imap: { readonly port: number; readonly security: 'tls' | 'starttls' | 'none' };
  readonly smtp: { readonly port: number; readonly security: 'tls' | 'starttls' | 'none' };
  readonly settings?: Partial<ConnectionSettings>;
  readonly password?: string;
  readonly testMessage?: TestMessagePlan;
  readonly deadlines?: NonNullable<CheckContext['deadlines']>;
  readonly recogniseProvider?: NonNullable<CheckContext['recogniseProvider']>;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: CheckEvent) => void;
  readonly onInternalError?: (error: unknown) => void;
}

export interface CheckResult {
  readonly events: readonly CheckEvent[];
  readonly report: Report;
  readonly end: CheckEventOf<'check-end'>;
  readonly stage: (service: Service, stage: Stage) => string;
  readonly facts: (service: Service, stage: Stage) => readonly Observation[];
}

/** Runs a check against the servers of a test and reads it out. */
export async function runCheck(options: CheckOptions): Promise<CheckResult> {
  const events: CheckEvent[] = [];
  for await (const event of startCheck(options)) {
    events.push(event);
    options.onEvent?.(event);
  }
  const end = events.at(-1);
  if (end?.type !== 'check-end') throw new Error('the check did not end');
  const find = (service: Service, stage: Stage) => end.report.stages.find((record) => record.service === service && record.stage === stage);
  return {
    events,
    report: end.report,
    end,
    stage: (service, stage) => {
      const record = find(service, stage);
      return record?.reason ?? record?.verdict ?? 'not planned';
    },
    facts: (service, stage) => find(service, stage)?.observations ?? [],
  };
}

export function startCheck(options: CheckOptions): AsyncGenerator<CheckEvent, void> {
  const startedAt = performance.now();
  const settings: ConnectionSettings = {
    email: 'alice@example.test',
    imap: { host: hostName, ...options.imap },
    smtp: { host: hostName, ...options.smtp },
    allowNonSecureCertificate: false,
    trustedCertificates: [],
    sendTestMessage: true,
    locale: 'en',
    ...options.settings,
  };
  const context: CheckContext = {
    id: 'test',
    startedAt: new Date().toISOString(),
    elapsed: () => performance.now() - startedAt,
    signal: options.signal ?? new AbortController().signal,
    network,
    testMessage: options.testMessage ?? { recipient: 'bcc@operator.test', message: { subject: 'Test', text: 'It works.\n.\nReally.' }, receiver },
    ...(options.recogniseProvider && { recogniseProvider: options.recogniseProvider }),
    ...(options.deadlines === undefined ? {} : { deadlines: options.deadlines }),
    onInternalError: (error) => {
      if (options.onInternalError === undefined) throw error;
      options.onInternalError(error);
    },
  };
  return check(settings, { username: settings.username ?? settings.email, password: new Secret(options.password ?? password) }, context);
}

/** A port of loopback on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The server did not listen on a port.');
  return address.port;
}
