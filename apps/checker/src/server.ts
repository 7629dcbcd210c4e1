import { localeSchema } from '@inbox-connect/core';
import { check } from '@inbox-connect/engine';
import type { DestinationStream } from 'pino';
import { InProcessChecks } from './checks/in-process-checks.ts';
import type { RunCheck } from './checks/tell-check.ts';
import { type Config, cannotListen } from './config.ts';
import { createApp } from './create-app.ts';
import { createDiscoveries } from './discovery/discoveries.ts';
import { clientBounds, listen } from './http/listen.ts';
import { createCheckLimits } from './limits/check-limits.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { bccAddressOf } from './plan-test-message.ts';
import { connectToQueue } from './queue/connect.ts';
import { QueuedChecks } from './queue/queued-checks.ts';
import { SharedArrivals } from './queue/shared-arrivals.ts';
import { createSharedLimits } from './queue/shared-limits.ts';
import { openReports } from './reports/open-reports.ts';
import { openSurroundings } from './surroundings.ts';
import { warmUp } from './warm-up.ts';
import { describeLab } from './words.ts';

/** The running service. */
export interface Server {
  /** Where programs of this machine reach it. */
  readonly url: string;
  /** Takes no more checks; those that run end or are told `interrupted`, then everything closes. */
  close(): Promise<void>;
}

/** What tests set differently. */
export interface ServerOptions {
  /** Where the log goes; standard error unless given. */
  readonly logStream?: DestinationStream;
  /** Milliseconds that running checks get to end by themselves when the service stops. */
  readonly graceMs?: number;
  readonly run?: RunCheck;
  /** Checks that a client gets without a proof of work. */
  readonly freeChecks?: number;
}

/** Starts the service with all that belongs to it. Throws a `ConfigError` when it cannot listen where it should. */
export async function startServer(config: Config, { logStream, graceMs = 5_000, run = check, freeChecks }: ServerOptions = {}): Promise<Server> {
  await using parts = new AsyncDisposableStack();
  const logger = createLogger(config.logLevel, logStream);
  const onError = (error: unknown) => logger.error({ error: String(error) }, 'mail or presets could not be handled');

  const onStoreError = (error: unknown) => logger.error({ error: String(error) }, 'shared reports could not be deleted');

  const queue = config.redisUrl === undefined ? undefined : parts.use(await connectToQueue(config.redisUrl, 'web'));
  const mail = queue && { arrivals: new SharedArrivals(queue), listens: true };
  const { network, lab, labInbox, discovery, planTestMessage } = parts.use(await openSurroundings(config, onError, { mail }));
  // The lab is loaded where it is wanted.
  const replays = lab && queue === undefined ? parts.use((await import('./lab/replays.ts')).createReplays(lab)) : undefined;
  const metrics = createMetrics();
  const onInternalError = (reference: string, error: string) => logger.error({ reference, error }, 'internal error');
  const isExempt = (host: string) => network.privateHost(host) !== undefined;
  const limitOptions = { isExempt, ...(freeChecks !== undefined && { freeChecks }) };
  const checks =
    queue === undefined
      ? new InProcessChecks({
          run: metrics.measured(run),
          network,
          planTestMessage,
          onInternalError,
          limits: config.rateLimits ? createCheckLimits(limitOptions) : undefined,
          concurrency: config.checkConcurrency,
          graceMs,
        })
      : new QueuedChecks({
          connection: queue,
          onInternalError,
          limits: config.rateLimits ? await createSharedLimits(queue.redis, limitOptions) : undefined,
        });
  const reports = parts.use(await openReports(config.databaseUrl));
  const expiry = setInterval(() => void reports.removeExpired().catch(onStoreError), 60_000);
  parts.defer(() => clearInterval(expiry));
  const discoveries = createDiscoveries({ world: discovery });
  parts.defer(() => discoveries.close());
  const bccAddress = bccAddressOf(config) ?? null;
  const app = createApp({
    config,
    serviceConfig: {
      locales: [...localeSchema.options],
      lab: config.lab,
      egressAddresses: [...config.egressAddresses],
      bccAddress,
      permittedPorts: config.allowedPorts === '*' ? '*' : [...config.allowedPorts],
    },
    checks,
    reports,
    discoveries,
    labEntries: describeLab(lab?.entries ?? [], config),
    labInbox,
    replays,
    metrics,
    logger,
    keepAliveMs: 15_000,
  });
  const listener = await listen(app, config, clientBounds(config)).catch((error: unknown) => {
    throw cannotListen('PORT', config, error);
  });
  parts.defer(() => listener.close(1_000));
  parts.defer(() => checks.close());

  logger.level = 'silent';
  await warmUp(listener.url, new URL(config.publicUrl ?? listener.url).host);
  logger.level = config.logLevel;
  logger.info({ url: listener.url, lab: config.lab, bccAddress }, 'listening');
  if (bccAddress === null) logger.warn('neither BCC_ADDRESS nor RECEIVER_DOMAIN is set: only accounts of the lab get a test message');
  const running = parts.move();
  let closed: Promise<void> | undefined;
  return {
    url: listener.url,
    close: () => {
      closed ??= running.disposeAsync();
      return closed;
    },
  };
}
