import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RedisServer, startRedis } from '../testing/redis.ts';
import { connectToQueue, type QueueConnection } from './connect.ts';
import { SharedArrivals } from './shared-arrivals.ts';

let redis: RedisServer;
let web: QueueConnection;
let own: QueueConnection;
beforeAll(async () => {
  redis = await startRedis();
  [web, own] = [await connectToQueue(redis.url, 'web'), await connectToQueue(redis.url, 'worker')];
});
afterAll(async () => {
  await Promise.all([web, own].map((connection) => connection[Symbol.asyncDispose]()));
  await redis[Symbol.asyncDispose]();
});

const arrival = { spf: 'pass', dkim: 'pass', dmarc: 'none' } as const;

it('A message that arrives at one machine is known at another, before and after it is waited for', async () => {
  const [here, there] = [new SharedArrivals(web), new SharedArrivals(own)];
  const waiting = there.arrivalOf('<one@sender.test>', AbortSignal.timeout(10_000));
  await here.tell('<one@sender.test>', arrival);
  await here.tell('<one@sender.test>', { ...arrival, spf: 'fail' });
  expect(await waiting).toEqual(arrival);
  expect(await there.arrivalOf('<one@sender.test>', AbortSignal.timeout(10_000))).toEqual(arrival);
  await expect(there.arrivalOf('<two@sender.test>', AbortSignal.timeout(50))).rejects.toThrow('timeout');
});
