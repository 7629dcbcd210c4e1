import { check } from '@inbox-connect/engine';
import type { DestinationStream } from 'pino';
import { type Config, ConfigError } from './config.ts';
import { createLogger } from './logger.ts';
import { startCheckWorker } from './queue/check-worker.ts';
import { connectToQueue } from './queue/connect.ts';
import { SharedArrivals } from './queue/shared-arrivals.ts';
import { createSharedLimits } from './queue/shared-limits.ts';
import { createWorkerKeys } from './queue/worker-keys.ts';
import { openSurroundings } from './surroundings.ts';

/** A process that runs the checks which web nodes have put in line. */
export interface RunningWorker {
  /** Takes no more; what runs ends or is told `interrupted`, then everything closes. */
  close(): Promise<void>;
}

/** Starts a worker with all that belongs to it. Throws a `ConfigError` when there is no queue to work for. */
export async function startWorker(config: Config, logStream?: DestinationStream): Promise<RunningWorker> {
  if (config.redisUrl === undefined) throw new ConfigError('REDIS_URL: a worker needs the queue that the web nodes use');
  await using parts = new AsyncDisposableStack();
  const logger = createLogger(config.logLevel, logStream);
  const onError = (error: unknown) => logger.error({ error: String(error) }, 'mail or presets could not be handled');
  const connection = parts.use(await connectToQueue(config.redisUrl, 'worker'));
  const mail = { arrivals: new SharedArrivals(connection), listens: false };
  const { network, planTestMessage } = parts.use(await openSurroundings(config, onError, { mail }));
  const worker = await startCheckWorker({
    connection,
    keys: createWorkerKeys(config.workerKeys),
    run: check,
    network,
    planTestMessage,
    onInternalError: (reference, error) => logger.error({ reference, error }, 'internal error'),
    limits: config.rateLimits ? await createSharedLimits(connection.redis, { isExempt: (host) => network.privateHost(host) !== undefined }) : undefined,
    concurrency: config.checkConcurrency,
  });
  parts.defer(() => worker.close());
  logger.info({ lab: config.lab, concurrency: config.checkConcurrency }, 'working');
  const running = parts.move();
  let closed: Promise<void> | undefined;
  return {
    close: () => {
      closed ??= running.disposeAsync();
      return closed;
    },
  };
}
