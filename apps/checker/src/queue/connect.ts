import { Redis, type RedisOptions } from 'ioredis';
import { ConfigError } from '../config.ts';

/** Who asks: a web node wants a quick answer or none; a worker waits for Redis to come back, so that nothing that it knows is lost. */
const patience = {
  web: { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 2_000 },
  worker: { maxRetriesPerRequest: null },
} as const satisfies Record<string, RedisOptions>;

/** Where the queue of checks is. A connection that was lost comes back by itself. */
export interface QueueConnection extends AsyncDisposable {
  readonly redis: Redis;
  /** For listening alone. */
  readonly subscriber: Redis;
}

/** Connects to `redis://…`; throws a `ConfigError` when nobody answers there. */
export async function connectToQueue(url: string, role: keyof typeof patience): Promise<QueueConnection> {
  const options = { lazyConnect: true, connectTimeout: 2_000, retryStrategy: (times) => Math.min(times * 50, 500) } satisfies RedisOptions;
  const redis = new Redis(url, { ...options, ...patience[role] });
  const subscriber = new Redis(url, { ...options, ...patience.web, autoResubscribe: false });
  const connections = [redis, subscriber];
  let reason: unknown;
  // Each failure comes as the rejection of what it kept from happening, too.
  for (const connection of connections) {
    connection.on('error', (error) => {
      reason = error;
    });
  }
  try {
    await Promise.all(connections.map((connection) => connection.connect()));
  } catch {
    for (const connection of connections) connection.disconnect();
    const code = reason instanceof Error && 'code' in reason ? String(reason.code) : 'no answer';
    throw new ConfigError(`REDIS_URL: Redis cannot be reached (${code})`);
  }
  return {
    redis,
    subscriber,
    [Symbol.asyncDispose]: async () => {
      for (const connection of connections) connection.disconnect();
    },
  };
}
