import { type CheckEvent, type CheckRequest, checkEventSchema, checkRequestSchema } from '@inbox-connect/core';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCheckWorker } from '../queue/check-worker.ts';
import { connectToQueue } from '../queue/connect.ts';
import { QueuedChecks } from '../queue/queued-checks.ts';
import { createWorkerKeys } from '../queue/worker-keys.ts';
import { fakeCheck } from '../testing/fake-check.ts';
import { type RedisServer, startRedis } from '../testing/redis.ts';
import { aRequest, noNetwork } from '../testing/serve-fake.ts';
import type { Checks } from './checks.ts';
import { InProcessChecks } from './in-process-checks.ts';
import type { RunCheck } from './tell-check.ts';

interface Options {
  readonly run?: RunCheck;
  readonly concurrency?: number;
  readonly waitingLimit?: number;
  readonly keepMs?: number;
  readonly graceMs?: number;
}

/** The checks of one process, and the end of whatever runs them. */
interface Service extends AsyncDisposable {
  readonly checks: Checks;
  /** Stops all that takes and runs checks, as a service that is switched off. */
  close(): Promise<void>;
  readonly errors: readonly string[];
}

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis[Symbol.asyncDispose]());
beforeEach(async () => {
  const client = new Redis(redis.url);
  await client.flushall();
  client.disconnect();
});

const parts = (errors: string[], run: RunCheck = fakeCheck()) => ({
  run,
  network: noNetwork,
  planTestMessage: () => ({ skipped: 'no-recipient' }) as const,
  onInternalError: (_reference: string, text: string) => void errors.push(text),
});

const kinds: Readonly<Record<string, (options: Options) => Promise<Service>>> = {
  'in one process': async ({ run, concurrency = 4, ...options }) => {
    const errors: string[] = [];
    const checks = new InProcessChecks({ ...parts(errors, run), concurrency, ...options });
    return { checks, errors, close: () => checks.close(), [Symbol.asyncDispose]: () => checks.close() };
  },
  'in a queue, run by a worker': async ({ run, concurrency = 4, graceMs, ...options }) => {
    const errors: string[] = [];
    const [web, own] = [await connectToQueue(redis.url, 'web'), await connectToQueue(redis.url, 'worker')];
    const engine = { ...parts(errors, run), concurrency, ...(graceMs !== undefined && { graceMs }), ...options };
    const worker = await startCheckWorker({ ...engine, connection: own, keys: createWorkerKeys(undefined) });
    const checks = new QueuedChecks({ connection: web, onInternalError: engine.onInternalError, ...options });
    const close = async () => {
      await worker.close();
      await checks.close();
    };
    return {
      checks,
      errors,
      close,
      [Symbol.asyncDispose]: async () => {
        await close();
        await Promise.all([web[Symbol.asyncDispose](), own[Symbol.asyncDispose]()]);
      },
    };
  },
};

const request: CheckRequest = checkRequestSchema.parse(aRequest);
const client = '192.0.2.1';
const never = () => new Promise<void>(() => {});

async function start(checks: Checks, changes: Partial<CheckRequest> = {}, idempotencyKey?: string): Promise<string> {
  const started = await checks.start({ ...request, ...changes }, { client, idempotencyKey });
  if (started.type !== 'accepted') throw new Error(`The check was refused: ${started.type}`);
  return started.id;
}

/** Reads on from an event, to the end or to as many as are wanted. */
async function read(checks: Checks, id: string, { after = 0, most = Number.POSITIVE_INFINITY } = {}): Promise<CheckEvent[]> {
  const followed = await checks.follow(id, after, AbortSignal.timeout(15_000));
  if (followed.type !== 'events') throw new Error(`There is nothing to follow: ${followed.type}`);
  const events: CheckEvent[] = [];
  for await (const entry of followed.events) {
    const event = checkEventSchema.parse(JSON.parse(entry.data));
    expect([entry.id, entry.type]).toEqual([after + events.length + 1, event.type]);
    if (events.push(event) >= most) break;
  }
  return events;
}

describe.each(Object.entries(kinds))('Checks %s', (_, open) => {
  it('tell every event once, from the plan to the report, and the same to whoever asks again', async () => {
    await using service = await open({});
    const id = await start(service.checks);
    const events = (await read(service.checks, id)).filter(({ type }) => type !== 'check-wait');
    expect(events[0]).toMatchObject({ type: 'check-start', id, settings: { email: request.email } });
    expect(events.at(-1)).toMatchObject({ type: 'check-end', outcome: 'connected', report: { id } });
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((left, right) => left - right));
    const [again, last] = [await read(service.checks, id), events.at(-1)];
    expect(again.filter(({ type }) => type !== 'check-wait')).toEqual(events);
    expect(await service.checks.report(id)).toEqual(last?.type === 'check-end' && last.report);
    expect(JSON.stringify(again)).not.toContain(request.password);
  });

  it('are followed from any event on, while they run and after', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await open({ run: fakeCheck((stage) => (stage === 5 ? gate.promise : undefined)) });
    const id = await start(service.checks);
    const first = await read(service.checks, id, { most: 7 });
    const rest = read(service.checks, id, { after: 7 });
    expect(await service.checks.follow(id, 1_000, new AbortController().signal)).toEqual({ type: 'future-id' });
    gate.resolve();
    const whole = [...first, ...(await rest)];
    for (let after = 0; after < whole.length; after += 1) expect(await read(service.checks, id, { after })).toEqual(whole.slice(after));
    expect(await service.checks.follow(id, whole.length, new AbortController().signal)).toEqual({ type: 'complete' });
    expect(await service.checks.follow('unknown', 0, new AbortController().signal)).toEqual({ type: 'unknown' });
  });

  it('go on when a follower leaves, and let go of it', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await open({ run: fakeCheck(() => gate.promise) });
    const id = await start(service.checks);
    const leaving = new AbortController();
    const followed = await service.checks.follow(id, 0, leaving.signal);
    const seen: string[] = [];
    for await (const { type } of followed.type === 'events' ? followed.events : []) {
      seen.push(type);
      if (type === 'stage-observation') leaving.abort();
    }
    expect(seen.at(-1)).toBe('stage-observation');
    gate.resolve();
    expect((await read(service.checks, id)).at(-1)).toMatchObject({ outcome: 'connected' });
  });

  it('have a report from the start, without an outcome until they end', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await open({ run: fakeCheck(() => gate.promise), concurrency: 1 });
    const running = await start(service.checks);
    const waiting = await start(service.checks);
    await read(service.checks, running, { most: 2 });
    expect(await service.checks.report(running)).toMatchObject({ id: running, outcome: null, settings: { email: request.email } });
    expect(await service.checks.report(waiting)).toMatchObject({ id: waiting, outcome: null, durationMs: 0, stages: [] });
    expect(await service.checks.report('unknown')).toBeUndefined();
    gate.resolve();
    await read(service.checks, waiting);
    expect(await service.checks.report(waiting)).toMatchObject({ outcome: 'connected' });
  });

  it('are forgotten some time after their end', async () => {
    await using service = await open({ keepMs: 50 });
    const id = await start(service.checks);
    await read(service.checks, id);
    await expect.poll(() => service.checks.report(id)).toBeUndefined();
    expect(await service.checks.cancel(id)).toBe('unknown');
  });

  it('wait in line, are told their place, and are refused when the line is full', async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let begun = 0;
    await using service = await open({
      concurrency: 1,
      waitingLimit: 2,
      run: (...given) =>
        fakeCheck(
          (
            (gate) => (stage) =>
              stage === 0 ? gate : undefined
          )(gates[begun++]?.promise),
        )(...given),
    });
    const first = await start(service.checks);
    await read(service.checks, first, { most: 1 });
    const [second, third] = [await start(service.checks), await start(service.checks)];
    expect(await service.checks.counts()).toEqual({ running: 1, waiting: 2 });
    expect(await service.checks.accepts()).toBe(false);
    expect(await service.checks.start(request, { client })).toMatchObject({ type: 'busy', retryAfterSeconds: expect.any(Number) });
    expect(await read(service.checks, second, { most: 1 })).toMatchObject([{ type: 'check-wait', position: 1 }]);
    expect(await read(service.checks, third, { most: 1 })).toMatchObject([{ type: 'check-wait', position: 2 }]);
    gates[0]?.resolve();
    expect(await read(service.checks, third, { after: 1, most: 1 })).toMatchObject([{ type: 'check-wait', position: 1 }]);
    expect(await service.checks.accepts()).toBe(true);
    gates[1]?.resolve();
    expect((await read(service.checks, third)).at(-1)).toMatchObject({ outcome: 'connected' });
  });

  it('start once for an idempotency key, whoever comes first, and refuse it for another body', async () => {
    await using service = await open({});
    const ids = await Promise.all(Array.from({ length: 5 }, () => start(service.checks, {}, 'a-key')));
    expect(new Set(ids).size).toBe(1);
    expect(await service.checks.start({ ...request, password: 'another' }, { client, idempotencyKey: 'a-key' })).toEqual({ type: 'key-reused' });
    await read(service.checks, ids[0] ?? '');
    expect(await service.checks.cancel(ids[0] ?? '')).toBe('removed');
    expect(await start(service.checks, {}, 'a-key')).toBe(ids[0]);
    expect(await start(service.checks)).not.toBe(ids[0]);
  });

  it.each([1, 4, 9])('are cancelled after event %i, tell it, and are gone when they are cancelled again', async (most) => {
    await using service = await open({ run: fakeCheck((stage) => (stage === 3 ? never() : undefined)) });
    const id = await start(service.checks);
    await read(service.checks, id, { most });
    expect(await service.checks.cancel(id)).toBe('cancelling');
    const events = await read(service.checks, id);
    expect(events.at(-1)).toMatchObject({ type: 'check-end', outcome: 'cancelled', report: { problems: [{ cause: 'cancelled' }] } });
    expectWhole(events);
    expect(await service.checks.report(id)).toMatchObject({ outcome: 'cancelled' });
    expect(await service.checks.cancel(id)).toBe('removed');
    expect(await service.checks.report(id)).toBeUndefined();
    expect(await service.checks.cancel(id)).toBe('unknown');
  });

  it('are cancelled while they wait, at once and without having run', async () => {
    let ran = 0;
    await using service = await open({
      concurrency: 1,
      run: (...given) => {
        ran += given[2].signal.aborted ? 0 : 1;
        return fakeCheck(never)(...given);
      },
    });
    const running = await start(service.checks);
    await read(service.checks, running, { most: 2 });
    const waiting = await start(service.checks);
    expect(await service.checks.cancel(waiting)).toBe('cancelling');
    const events = await read(service.checks, waiting);
    expect(events.at(-1)).toMatchObject({ outcome: 'cancelled' });
    expectWhole(events);
    expect(ran).toBe(1);
    expect(await service.checks.counts()).toEqual({ running: 1, waiting: 0 });
    await service.checks.cancel(running);
  });

  it('end, and say that it is our fault, when the engine breaks down', async () => {
    const broken: RunCheck = async function* (...given) {
      let left = 6;
      for await (const event of fakeCheck()(...given)) {
        if (left-- === 0) throw new Error(`It had ${request.password} in it`);
        yield event;
      }
    };
    await using service = await open({ run: broken });
    const id = await start(service.checks);
    const events = await read(service.checks, id);
    expect(events.at(-1)).toMatchObject({ outcome: 'failed', report: { problems: [{ cause: 'unexplained', owner: 'us' }] } });
    expectWhole(events);
    expect(service.errors).toHaveLength(1);
    expect(service.errors.join()).not.toContain(request.password);
  });

  it('are told as interrupted when the service stops and they do not end by themselves', async () => {
    await using service = await open({ graceMs: 5, run: fakeCheck((stage) => (stage === 5 ? never() : undefined)) });
    const id = await start(service.checks);
    const told = read(service.checks, id);
    await read(service.checks, id, { most: 17 });
    await service.close();
    const events = await told;
    expect(events.at(-1)).toMatchObject({ outcome: 'interrupted', report: { problems: [{ cause: 'interrupted' }] } });
    expectWhole(events);
    expect(await service.checks.accepts()).toBe(false);
    expect(await service.checks.start(request, { client })).toMatchObject({ type: 'busy' });
  });
});

/** Each planned stage has ended once. */
function expectWhole(events: readonly CheckEvent[]): void {
  const planned = events.flatMap((event) =>
    event.type === 'check-start' ? event.plan.flatMap(({ service, stages }) => stages.map((stage) => `${service} ${stage}`)) : [],
  );
  const ended = events.flatMap((event) => (event.type === 'stage-end' ? [`${event.service} ${event.stage}`] : []));
  expect(ended.toSorted()).toEqual(planned.toSorted());
  expect(planned).not.toEqual([]);
}
