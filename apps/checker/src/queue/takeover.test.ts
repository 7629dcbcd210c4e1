import { type CheckEvent, type CheckEventOf, checkEventSchema, checkRequestSchema, planStages } from '@inbox-connect/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startOf } from '../checks/end-after-crash.ts';
import type { RunCheck } from '../checks/tell-check.ts';
import { fakeCheck } from '../testing/fake-check.ts';
import { type RedisServer, startRedis } from '../testing/redis.ts';
import { aRequest, noNetwork } from '../testing/serve-fake.ts';
import { CheckStore } from './check-store.ts';
import { startCheckWorker } from './check-worker.ts';
import { ClaimedCheck, Superseded } from './claimed-check.ts';
import { connectToQueue, type QueueConnection } from './connect.ts';
import { QueuedChecks } from './queued-checks.ts';
import { createWorkerKeys, type WorkerKeys } from './worker-keys.ts';

let redis: RedisServer;
let connection: QueueConnection;
let store: CheckStore;
let keys: WorkerKeys;
let checks: QueuedChecks;
const request = checkRequestSchema.parse(aRequest);

beforeAll(async () => {
  redis = await startRedis();
  connection = await connectToQueue(redis.url, 'web');
  store = new CheckStore(connection.redis, { waitMs: 60_000, keepMs: 60_000 });
  checks = new QueuedChecks({ connection, onInternalError: () => {} });
});
afterAll(async () => {
  await checks.close();
  await connection[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await connection.redis.flushall();
  keys = createWorkerKeys(undefined);
  await store.announceKey(keys.publicKey, 60_000);
});

async function startWorker(run: RunCheck) {
  const own = await connectToQueue(redis.url, 'worker');
  const planTestMessage = () => ({ skipped: 'no-recipient' }) as const;
  const worker = await startCheckWorker({
    connection: own,
    keys,
    run,
    network: noNetwork,
    planTestMessage,
    onInternalError: () => {},
    concurrency: 4,
    graceMs: 5,
  });
  return {
    [Symbol.asyncDispose]: async () => {
      await worker.close();
      await own[Symbol.asyncDispose]();
    },
  };
}

async function start(): Promise<string> {
  const started = await checks.start(request, { client: '192.0.2.1' });
  return started.type === 'accepted' ? started.id : expect.unreachable();
}

/** A worker that has taken the check and is not heard of any more. */
async function takeAndDie(id: string): Promise<ClaimedCheck> {
  const claim = (await store.claim(id, keys.ids)) ?? expect.unreachable();
  return new ClaimedCheck(store, claim, await store.read(id, 0));
}

/** Tells a healthy check up to a moment, asking for permission as the engine does. */
async function tellUntil(check: ClaimedCheck, isLast: (event: CheckEvent) => boolean, act?: 'send'): Promise<void> {
  const { settings } = check;
  const start = startOf(check, 0);
  await check.append(start);
  if (isLast(start)) return;
  for (const { service, stages } of planStages(settings.imap.security, settings.smtp.security)) {
    for (const stage of stages) {
      if (stage === 'authenticate') await check.permit('sign-in');
      if (stage === 'send' && act === 'send') await check.permit('send');
      const events: readonly CheckEvent[] = [
        { type: 'stage-start', at: 0, service, stage },
        { type: 'stage-observation', at: 0, service, stage, observation: { type: 'signed-in' } },
        { type: 'stage-end', at: 0, service, stage, verdict: 'passed', durationMs: 0 },
      ];
      for (const event of events) {
        await check.append(event);
        if (isLast(event)) return;
      }
    }
  }
}

async function read(id: string): Promise<CheckEvent[]> {
  const followed = await checks.follow(id, 0, AbortSignal.timeout(15_000));
  const entries = followed.type === 'events' ? await Array.fromAsync(followed.events) : [];
  expect(entries.map((entry) => entry.id)).toEqual(entries.map((_, index) => index + 1));
  return entries.map(({ data }) => checkEventSchema.parse(JSON.parse(data))).filter(({ type }) => type !== 'check-wait');
}

const at = (type: CheckEvent['type'], service: string, stage: string) => (event: CheckEvent) =>
  event.type === type && 'stage' in event && event.service === service && event.stage === stage;

const keyOf = (event: CheckEvent) => `${event.type} ${'stage' in event ? `${event.service} ${event.stage}` : ''}`;

describe('A check whose worker died', () => {
  it.each([
    ['before it told anything', () => true, 0],
    ['when it had told the plan', (event: CheckEvent) => event.type === 'check-start', 1],
    ['within a stage', at('stage-start', 'imap', 'connect'), 5],
    ['after a fact', at('stage-observation', 'imap', 'secure'), 9],
    ['between two stages', at('stage-end', 'imap', 'greet'), 13],
  ])('%s goes on: nothing is told twice and nothing is missing', async (_, isLast, told) => {
    const id = await start();
    const dead = await takeAndDie(id);
    if (told > 0) await tellUntil(dead, isLast);
    await using _worker = await startWorker(fakeCheck());
    const events = await read(id);
    expect(events.at(-1)).toMatchObject({ outcome: 'connected', report: { outcome: 'connected', stages: expect.anything() } });
    expect(new Set(events.map(keyOf)).size).toBe(events.length);
    const { report } = events.at(-1) as CheckEventOf<'check-end'>;
    expect(report.stages.every(({ verdict, observations }) => verdict === 'passed' && observations.length === 1)).toBe(true);
    await expect(dead.append(startOf(dead, 0))).rejects.toBeInstanceOf(Superseded);
  });

  it('ends as interrupted when the second run contradicts what was told', async () => {
    const id = await start();
    const dead = await takeAndDie(id);
    await tellUntil(dead, at('stage-start', 'imap', 'connect'));
    await dead.append({ type: 'stage-end', at: 0, service: 'imap', stage: 'connect', verdict: 'failed', durationMs: 0 });
    await using _worker = await startWorker(fakeCheck());
    expect((await read(id)).at(-1)).toMatchObject({ outcome: 'interrupted', report: { problems: [{ cause: 'interrupted' }] } });
  });

  it.each([
    ['while it signed in', at('stage-start', 'imap', 'authenticate')],
    ['when it had signed in', at('stage-end', 'imap', 'authenticate')],
    ['at the second sign-in', at('stage-start', 'smtp', 'authenticate')],
  ])('%s is ended as interrupted, and nobody signs in again', async (_, isLast) => {
    let ran = 0;
    const id = await start();
    await tellUntil(await takeAndDie(id), isLast);
    await using _worker = await startWorker((...given) => {
      ran += 1;
      return fakeCheck()(...given);
    });
    const events = await read(id);
    expect(events.at(-1)).toMatchObject({ outcome: 'interrupted', report: { problems: [{ cause: 'interrupted' }] } });
    expect(JSON.stringify(events)).not.toContain('message-uncertain');
    expect(ran).toBe(0);
  });

  it.each([
    ['stage-start', 1],
    ['stage-end', 0],
  ] as const)('after the %s of sending says whether the message may be on its way', async (type, uncertain) => {
    const id = await start();
    await tellUntil(await takeAndDie(id), at(type, 'smtp', 'send'), 'send');
    await using _worker = await startWorker(fakeCheck());
    const events = await read(id);
    expect(events.filter((event) => event.type === 'stage-observation' && event.observation.type === 'message-uncertain')).toHaveLength(uncertain);
    expect(events.at(-1)).toMatchObject({ outcome: 'interrupted' });
  });

  it('and that was cancelled meanwhile ends as cancelled', async () => {
    const id = await start();
    await tellUntil(await takeAndDie(id), at('stage-end', 'imap', 'connect'));
    expect(await checks.cancel(id)).toBe('cancelling');
    await using _worker = await startWorker(fakeCheck());
    expect((await read(id)).at(-1)).toMatchObject({ outcome: 'cancelled' });
  });
});

describe('A worker that was away', () => {
  it('may neither sign in nor send nor tell anything when another has taken its check', async () => {
    const id = await start();
    const away = await takeAndDie(id);
    await tellUntil(away, at('stage-end', 'imap', 'greet'));
    const other = await takeAndDie(id);
    for (const act of ['sign-in', 'send'] as const) {
      const asking = new ClaimedCheck(store, away.claim, []);
      await asking.permit(act);
      expect(asking.signal.reason).toBe('interrupted');
    }
    await expect(away.append({ type: 'stage-start', at: 0, service: 'imap', stage: 'authenticate' })).rejects.toBeInstanceOf(Superseded);
    await other.permit('sign-in');
    expect(other.signal.aborted).toBe(false);
  });

  it('lets go of the check that it runs', async () => {
    const left = Promise.withResolvers<void>();
    await using _worker = await startWorker(async function* (settings, credentials, context) {
      try {
        yield* fakeCheck((stage) => (stage === 3 ? new Promise(() => {}) : undefined))(settings, credentials, context);
      } finally {
        left.resolve();
      }
    });
    const id = await start();
    const followed = await checks.follow(id, 0, AbortSignal.timeout(15_000));
    for await (const { type } of followed.type === 'events' ? followed.events : []) if (type === 'stage-observation') break;
    const other = await takeAndDie(id);
    await checks.cancel(id);
    await left.promise;
    await other.append({ type: 'stage-start', at: 0, service: 'smtp', stage: 'greet' });
  });
});

it('A worker that is told to stop hands over what has not signed in, and tells the end of what has', async () => {
  const ids = [await start(), await start()];
  // The second check stands still before its sign-in, the first one after.
  const stopping = await startWorker((settings, credentials, context) =>
    fakeCheck((stage) => (stage === (context.id === ids[0] ? 5 : 2) ? new Promise(() => {}) : undefined))(settings, credentials, context),
  );
  for (const [index, most] of [17, 8].entries()) {
    const followed = await checks.follow(ids[index] ?? '', 0, AbortSignal.timeout(15_000));
    for await (const { id } of followed.type === 'events' ? followed.events : []) if (id >= most) break;
  }
  await stopping[Symbol.asyncDispose]();
  await using _other = await startWorker(fakeCheck());
  const [begun, handedOver] = await Promise.all(ids.map(read));
  expect(begun?.at(-1)).toMatchObject({ outcome: 'interrupted' });
  expect(handedOver?.at(-1)).toMatchObject({ outcome: 'connected' });
  expect(new Set(handedOver?.map(keyOf)).size).toBe(handedOver?.length);
});

it('A check that a web node accepted and did not live to put in the queue runs when its request comes again', async () => {
  const again = () => checks.start(request, { client: '192.0.2.1', idempotencyKey: 'a-key' });
  const first = await again();
  const id = first.type === 'accepted' ? first.id : expect.unreachable();
  await connection.redis.del('inbox:checks:wait', 'inbox:checks:marker', `inbox:checks:${id}`);
  await using _worker = await startWorker(fakeCheck());
  expect(await again()).toEqual(first);
  expect((await read(id)).at(-1)).toMatchObject({ outcome: 'connected' });
  expect(await again()).toEqual(first);
});

it('The same event is written once, however often it comes', async () => {
  const id = await start();
  const { claim } = await takeAndDie(id);
  const entry = { id: 1, type: 'check-wait', data: '{"type":"check-wait","at":0,"position":1}' } as const;
  expect(await store.append(claim, entry)).toBe('told');
  expect(await store.append(claim, entry)).toBe('told');
  expect(await store.append(claim, { ...entry, id: 3 })).toBe('gap');
  expect(await store.read(id, 0)).toEqual([entry]);
});
