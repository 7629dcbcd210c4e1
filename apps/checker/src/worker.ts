import { check } from '@inbox-connect/engine';
import type { DestinationStream } from 'pino';
import { type Config, ConfigError } from './config.ts';
import { createLogger } from './logger.ts';
import { openCheckWorker } from './queue/open-queue.ts';
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
  const { network, planTestMessage } = parts.use(await openSurroundings(config, onError));
  const worker = await openCheckWorker(config.redisUrl, parts, {
    run: check,
    network,
    planTestMessage,
    onInternalError: (reference, error) => logger.error({ reference, error }, 'internal error'),
    limits: config.rateLimits && { isExempt: (host) => network.privateHost(host) !== undefined },
    keys: config.workerKeys,
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
