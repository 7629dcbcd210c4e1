import { createSecureContext } from 'node:tls';
import { type CheckRequestInput, startedCheckSchema } from '@inbox-connect/core';
import type { Network } from '@inbox-connect/engine';
import { InProcessChecks, type InProcessChecksOptions } from '../checks/in-process-checks.ts';
import { parseConfig } from '../config.ts';
import { createApp } from '../create-app.ts';
import { createDiscoveries } from '../discovery/discoveries.ts';
import type { DiscoveryWorld } from '../discovery/discovery-world.ts';
import { type ClientBounds, clientBounds, listen } from '../http/listen.ts';
import type { Replays } from '../lab/replays.ts';
import { createCheckLimits } from '../limits/check-limits.ts';
import type { RequestLimit } from '../limits/limit-requests.ts';
import { createLogger } from '../logger.ts';
import { createMetrics } from '../metrics.ts';
import { openSqliteReports } from '../reports/sqlite-reports.ts';
import type { FollowerLimits } from '../routes/check-events.ts';
import { fakeCheck } from './fake-check.ts';

/** A network that nobody may use: the fake check dials nothing. */
export const noNetwork: Network = {
  resolver: { resolve: () => Promise.reject(new Error('Nothing is resolved here')) },
  policy: { refuseEndpoint: () => undefined, refuseAddress: () => undefined },
  secureContext: createSecureContext(),
  privateHost: () => undefined,
  clientName: 'checker.test',
};

/** A world in which nothing is found. */
const emptyWorld: DiscoveryWorld = {
  records: { mx: async () => [], srv: async () => [], txt: async () => [], cname: async () => [] },
  openWeb: async () => 'no-such-host',
  greets: async () => false,
  presetOf: () => undefined,
  ispdbUrl: 'https://ispdb.test',
};

interface FakeService extends Partial<Omit<InProcessChecksOptions, 'network' | 'planTestMessage' | 'onInternalError'>> {
  readonly environment?: Readonly<Record<string, string>>;
  readonly keepAliveMs?: number;
  readonly bounds?: Partial<ClientBounds>;
  readonly followers?: FollowerLimits;
  readonly page?: string;
  readonly mostRequests?: (limit: RequestLimit) => RequestLimit;
  readonly world?: Partial<DiscoveryWorld>;
  readonly replays?: Replays;
}

/** The service over real HTTP with a stand-in for the engine. */
export async function serveFake({
  environment = {},
  run = fakeCheck(),
  keepAliveMs = 15_000,
  bounds,
  followers,
  mostRequests,
  page,
  world,
  replays,
  ...options
}: FakeService = {}) {
  const config = parseConfig({ PORT: '0', ...environment });
  const lines: string[] = [];
  const logger = createLogger('trace', { write: (line: string) => void lines.push(line) });
  const metrics = createMetrics();
  const checks = new InProcessChecks({
    run: metrics.measured(run),
    network: noNetwork,
    planTestMessage: () => ({ skipped: 'no-recipient' }),
    onInternalError: (reference, error) => logger.error({ reference, error }, 'internal error'),
    limits: config.rateLimits ? createCheckLimits({ isExempt: () => false }) : undefined,
    concurrency: config.checkConcurrency,
    ...options,
  });
  const reports = openSqliteReports(':memory:');
  const serviceConfig = { locales: ['en' as const], lab: config.lab, egressAddresses: [], bccAddress: null, permittedPorts: '*' as const };
  const app = createApp({
    config,
    serviceConfig,
    checks,
    reports,
    discoveries: createDiscoveries({ world: { ...emptyWorld, ...world } }),
    labEntries: [],
    labInbox: config.lab ? { messages: [] } : undefined,
    replays,
    metrics,
    logger,
    keepAliveMs,
    mostRequests,
    followers,
    page,
  });
  const listener = await listen(app, config, { ...clientBounds(config), ...bounds });
  return {
    url: listener.url,
    checks,
    logs: () => lines.join(''),
    async [Symbol.asyncDispose]() {
      await checks.close();
      await listener.close(0);
      await reports[Symbol.asyncDispose]();
    },
  };
}

export const aRequest = {
  email: 'anna@example.com',
  password: 'correct horse battery',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' },
} as const satisfies CheckRequestInput;

export function post(url: string, body: unknown = aRequest, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${url}/api/checks`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Starts a check; answers the addresses of its stream and report. */
export async function start(url: string, body: unknown = aRequest, headers: Readonly<Record<string, string>> = {}) {
  const response = await post(url, body, headers);
  if (response.status !== 202) throw new Error(`The check was refused: ${response.status} ${await response.text()}`);
  const { id } = startedCheckSchema.parse(await response.json());
  return { id, events: `${url}/api/checks/${id}/events`, report: `${url}/api/checks/${id}` };
}
