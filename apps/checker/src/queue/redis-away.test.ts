import { type CheckEvent, checkEventSchema, checkRequestSchema } from '@inbox-connect/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeCheck } from '../testing/fake-check.ts';
import { type RedisServer, startRedis } from '../testing/redis.ts';
import { aRequest, noNetwork } from '../testing/serve-fake.ts';
import { solveProof } from '../testing/solve-proof.ts';
import { startCheckWorker } from './check-worker.ts';
import { connectToQueue, type QueueConnection } from './connect.ts';
import { QueuedChecks } from './queued-checks.ts';
import { createSharedLimits } from './shared-limits.ts';
import { createWorkerKeys } from './worker-keys.ts';

const request = checkRequestSchema.parse(aRequest);
const client = '192.0.2.1';

let redis: RedisServer;
let web: QueueConnection;
let own: QueueConnection;
let checks: QueuedChecks;
let gate: PromiseWithResolvers<void>;
let errors: string[];

beforeEach(async () => {
  redis = await startRedis();
  [web, own] = [await connectToQueue(redis.url, 'web'), await connectToQueue(redis.url, 'worker')];
  gate = Promise.withResolvers();
  errors = [];
  const onInternalError = (_: string, text: string) => void errors.push(text);
  const run = fakeCheck((stage) => (stage === 3 ? gate.promise : undefined));
  const planTestMessage = () => ({ skipped: 'no-recipient' }) as const;
  const options = { run, network: noNetwork, planTestMessage, onInternalError, concurrency: 4 };
  const worker = await startCheckWorker({ ...options, connection: own, keys: createWorkerKeys(undefined) });
  checks = new QueuedChecks({ connection: web, onInternalError, limits: await createSharedLimits(web.redis, { isExempt: () => false }) });
  return async () => {
    await worker.close();
    await checks.close();
    await Promise.all([web, own].map((connection) => connection[Symbol.asyncDispose]()));
    await redis[Symbol.asyncDispose]();
  };
});
afterEach(() => gate.resolve());

async function start(): Promise<string> {
  const started = await checks.start(request, { client });
  return started.type === 'accepted' ? started.id : expect.unreachable(started.type);
}

async function read(id: string, onEvent: (event: CheckEvent) => void = () => {}): Promise<CheckEvent[]> {
  const followed = await checks.follow(id, 0, AbortSignal.timeout(20_000));
  const events: CheckEvent[] = [];
  for await (const entry of followed.type === 'events' ? followed.events : []) {
    const event = checkEventSchema.parse(JSON.parse(entry.data));
    expect(entry.id).toBe(events.push(event));
    onEvent(event);
  }
  return events;
}

describe.each([
  ['is stopped and started', () => redis.kill(), () => redis.start()],
  ['hangs for a while', async () => redis.signal('SIGSTOP'), async () => redis.signal('SIGCONT')],
] as const)('While Redis %s', (_, takeAway, bringBack) => {
  it('new checks are refused with a time to come back, nothing is ready, and running checks end afterwards', async () => {
    expect(await checks.accepts()).toBe(true);
    const id = await start();
    const under = Promise.withResolvers<void>();
    const told = read(id, (event) => event.type === 'stage-start' && event.stage === 'greet' && under.resolve());
    await under.promise;
    await takeAway();
    expect(await checks.accepts()).toBe(false);
    expect(await checks.start(request, { client })).toEqual({ type: 'busy', retryAfterSeconds: expect.any(Number) });
    await expect(checks.report(id)).rejects.toMatchObject({ status: 503, headers: { 'Retry-After': expect.any(String) } });
    gate.resolve();
    await bringBack();
    const events = await told;
    expect(['connected', 'interrupted']).toContain(events.at(-1)?.type === 'check-end' && (await checks.report(id))?.outcome);
    await expect.poll(() => checks.accepts(), { timeout: 5_000 }).toBe(true);
    expect((await read(await start())).at(-1)).toMatchObject({ outcome: 'connected' });
    expect((await checks.counts()).waiting).toBe(0);
  });
});

it('While Redis is full new checks are refused, and the running ones end when there is room', async () => {
  const id = await start();
  const under = Promise.withResolvers<void>();
  const told = read(id, (event) => event.type === 'stage-start' && event.stage === 'greet' && under.resolve());
  await under.promise;
  await web.redis.config('SET', 'maxmemory', '1');
  expect(await checks.start(request, { client })).toMatchObject({ type: 'busy' });
  gate.resolve();
  await expect.poll(() => own.redis.set('a', 1).catch(String)).toContain('OOM');
  await web.redis.config('SET', 'maxmemory', '0');
  await told;
  expect(['connected', 'interrupted']).toContain((await checks.report(id))?.outcome);
});

it('Limits are counted by all machines together', async () => {
  const limits = await Promise.all([web, own].map((connection) => createSharedLimits(connection.redis, { isExempt: () => false, freeChecks: 4 })));
  const { password: _, ...settings } = request;
  const refusals = [];
  for (let index = 0; index < 8; index += 1) refusals.push(await limits[index % 2]?.admit(client, { ...settings, email: `anna${index}@example.com` }));
  expect(refusals.map((refusal) => refusal !== undefined)).toEqual([false, false, false, false, true, true, true, true]);

  // Work that one machine has asked for is accepted by another, and by one of them alone.
  const challenge = refusals.at(-1)?.challenge;
  const proof = challenge === undefined ? '' : solveProof(challenge);
  const answers = await Promise.all(limits.map((machine) => machine.admit(client, { ...settings, email: 'bo@example.com' }, proof)));
  expect(answers.filter((refusal) => refusal === undefined)).toHaveLength(1);
});

it('A queue that cannot be reached is one readable line', async () => {
  const error = await connectToQueue('redis://:a-secret@127.0.0.1:1', 'web').catch((reason: unknown) => reason);
  expect(String(error)).toBe('ConfigError: REDIS_URL: Redis cannot be reached (ECONNREFUSED)');
});
