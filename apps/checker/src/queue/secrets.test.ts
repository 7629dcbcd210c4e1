import { checkRequestSchema } from '@inbox-connect/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fakeCheck } from '../testing/fake-check.ts';
import { type RedisServer, startRedis } from '../testing/redis.ts';
import { aRequest, noNetwork } from '../testing/serve-fake.ts';
import { startCheckWorker } from './check-worker.ts';
import { connectToQueue, type QueueConnection } from './connect.ts';
import { QueuedChecks } from './queued-checks.ts';
import { createWorkerKeys } from './worker-keys.ts';

const canary = 'Kanarienvogel-7h2';
const request = checkRequestSchema.parse(aRequest);

let redis: RedisServer;
let connections: readonly QueueConnection[];
beforeAll(async () => {
  // Compressed, a canary could hide.
  redis = await startRedis('--rdbcompression', 'no');
  connections = await Promise.all([connectToQueue(redis.url, 'web'), connectToQueue(redis.url, 'worker')]);
});
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection[Symbol.asyncDispose]()));
  await redis[Symbol.asyncDispose]();
});

/** A web node and a worker whose checks wait for `gate` before their second stage. */
async function open(gate: Promise<void>, seen: string[]) {
  const [web = expect.unreachable(), own = expect.unreachable()] = connections;
  const onInternalError = (_: string, text: string) => void seen.push(text);
  const worker = await startCheckWorker({
    run: (settings, credentials, context) => {
      seen.push(credentials.password.reveal());
      return fakeCheck((stage) => (stage === 1 ? gate : undefined))(settings, credentials, context);
    },
    network: noNetwork,
    planTestMessage: () => ({ skipped: 'no-recipient' }),
    onInternalError,
    connection: own,
    keys: createWorkerKeys(undefined),
    concurrency: 20,
  });
  const checks = new QueuedChecks({ connection: web, onInternalError });
  return {
    checks,
    store: web.redis,
    [Symbol.asyncDispose]: async () => {
      await worker.close();
      await checks.close();
    },
  };
}

async function start(checks: QueuedChecks, password: string): Promise<string> {
  const started = await checks.start({ ...request, password }, { client: '192.0.2.1', idempotencyKey: password.slice(-5) });
  return started.type === 'accepted' ? started.id : expect.unreachable(started.type);
}

/** Reads to the end. */
async function outcomeOf(checks: QueuedChecks, id: string) {
  const followed = await checks.follow(id, 0, AbortSignal.timeout(15_000));
  for await (const _ of followed.type === 'events' ? followed.events : []);
  return (await checks.report(id))?.outcome;
}

/** How a program may have written it. */
const spellings = [
  canary,
  encodeURIComponent(canary),
  Buffer.from(canary).toString('hex'),
  ...[0, 1, 2].map((skipped) =>
    Buffer.from(`${' '.repeat(skipped)}${canary}`)
      .toString('base64')
      .slice(4, -4),
  ),
];

it('Redis never holds a password that somebody could read, and is never told one', async () => {
  const gate = Promise.withResolvers<void>();
  const seen: string[] = [];
  const said: string[] = [];
  // Before anybody says a word: the library takes a line that comes together with the answer to MONITOR for a reply.
  const monitor = await connections[0]?.redis.duplicate({ enableOfflineQueue: true, lazyConnect: false }).monitor();
  await using service = await open(gate.promise, seen);
  monitor?.on('monitor', (_time: string, words: string[]) => said.push(words.join(' ')));
  const ids = [];
  for (let index = 0; index < 50; index += 1) ids.push(await start(service.checks, `${canary}-${String(index).padStart(3, '0')}`));
  const keys = await service.store.keys('*');
  const held = await Promise.all(keys.map((key) => service.store.dumpBuffer(key)));
  const text = [...keys, ...held.map((value) => value?.toString('latin1') ?? '')].join('\n');
  expect(text).toContain(request.email);
  for (const spelling of spellings) expect(text).not.toContain(spelling);
  expect(keys.filter((key) => key.endsWith(':password')).length).toBeGreaterThan(25);

  gate.resolve();
  for (const id of ids) expect(await outcomeOf(service.checks, id)).toBe('connected');
  expect(seen.toSorted()).toEqual(Array.from({ length: 50 }, (_, index) => `${canary}-${String(index).padStart(3, '0')}`));
  expect((await service.store.keys('*')).filter((key) => key.endsWith(':password'))).toEqual([]);
  const commands = said.join('\n');
  expect(commands).toContain(request.email);
  for (const spelling of spellings) expect(commands).not.toContain(spelling);
  monitor?.disconnect();
});

it('A password that was put in the place of another one opens nothing', async () => {
  const gate = Promise.withResolvers<void>();
  const seen: string[] = [];
  await using service = await open(gate.promise, seen);
  const first = [];
  for (let index = 0; index < 20; index += 1) first.push(await start(service.checks, `first-${index}`));
  const [victim, thief] = [await start(service.checks, 'of the victim'), await start(service.checks, 'of the thief')];
  await service.store.copy(`inbox:check:${victim}:password`, `inbox:check:${thief}:password`, 'REPLACE');
  gate.resolve();
  expect(await outcomeOf(service.checks, victim)).toBe('connected');
  expect(await outcomeOf(service.checks, thief)).toBe('interrupted');
  expect(seen.filter((password) => password === 'of the victim')).toHaveLength(1);
  for (const id of first) await outcomeOf(service.checks, id);
});
