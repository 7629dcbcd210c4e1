import type { CheckLimitsOptions } from '../limits/check-limits.ts';
import { type CheckWorker, type CheckWorkerOptions, startCheckWorker } from './check-worker.ts';
import { connectToQueue } from './connect.ts';
import { QueuedChecks, type QueuedChecksOptions } from './queued-checks.ts';
import { createSharedLimits } from './shared-limits.ts';
import { createWorkerKeys } from './worker-keys.ts';

interface Limited {
  /** What the limits are made with; false without any. */
  readonly limits: CheckLimitsOptions | false;
}

/** The checks of a web node. Throws a `ConfigError` when Redis cannot be reached. */
export async function openQueuedChecks(
  url: string,
  parts: AsyncDisposableStack,
  { limits, ...options }: Omit<QueuedChecksOptions, 'connection' | 'limits'> & Limited,
): Promise<QueuedChecks> {
  const connection = parts.use(await connectToQueue(url, 'web'));
  return new QueuedChecks({ ...options, connection, ...(limits && { limits: await createSharedLimits(connection.redis, limits) }) });
}

/** What runs checks. `keys` is a PEM of private keys. */
export async function openCheckWorker(
  url: string,
  parts: AsyncDisposableStack,
  { limits, keys, ...options }: Omit<CheckWorkerOptions, 'connection' | 'limits' | 'keys'> & Limited & { readonly keys: string | undefined },
): Promise<CheckWorker> {
  const connection = parts.use(await connectToQueue(url, 'worker'));
  const shared = limits && { limits: await createSharedLimits(connection.redis, limits) };
  return startCheckWorker({ ...options, connection, keys: createWorkerKeys(keys), ...shared });
}
