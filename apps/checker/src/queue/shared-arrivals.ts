import { hash } from 'node:crypto';
import { authenticationResultSchema } from '@inbox-connect/core';
import type { Arrival } from '@inbox-connect/engine';
import * as z from 'zod/mini';
import type { Arrivals } from '../receiver/arrivals.ts';
import type { QueueConnection } from './connect.ts';
import { Wakeups } from './wakeups.ts';
import { whileRedisIsAway } from './while-redis-is-away.ts';

const keepMs = 10 * 60_000;
/** Milliseconds between two looks when no news come. */
const lookMs = 1_000;

const arrivalSchema = z.object({ spf: authenticationResultSchema, dkim: authenticationResultSchema, dmarc: authenticationResultSchema });

/** Arrivals that web nodes tell and workers wait for. */
export class SharedArrivals implements Arrivals {
  readonly #redis: QueueConnection['redis'];
  readonly #wakeups: Wakeups;

  constructor({ redis, subscriber }: QueueConnection) {
    this.#redis = redis;
    this.#wakeups = new Wakeups(subscriber);
  }

  async tell(messageId: string, arrival: Arrival): Promise<void> {
    const key = keyOf(messageId);
    await whileRedisIsAway(() => this.#redis.set(key, JSON.stringify(arrival), 'PX', keepMs, 'NX'));
    await this.#redis.publish(key, 'arrived');
  }

  async arrivalOf(messageId: string, signal: AbortSignal): Promise<Arrival> {
    const key = keyOf(messageId);
    using watch = await this.#wakeups.watch(key);
    for (;;) {
      signal.throwIfAborted();
      const known = await this.#redis.get(key);
      if (known !== null) return arrivalSchema.parse(JSON.parse(known));
      await watch.next(lookMs, signal);
    }
  }
}

function keyOf(messageId: string): string {
  return `inbox:arrival:${hash('sha256', messageId, 'base64url')}`;
}
