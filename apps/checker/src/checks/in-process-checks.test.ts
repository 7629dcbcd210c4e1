import { type CheckEvent, checkRequestSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { fakeCheck } from '../testing/fake-check.ts';
import { readEvents } from '../testing/read-events.ts';
import { aRequest, post, serveFake, start } from '../testing/serve-fake.ts';
import { CheckRecord } from './check-record.ts';
import { endAfterCrash } from './end-after-crash.ts';

const never = () => new Promise<void>(() => {});

describe('stopping the service', () => {
  it('lets running checks end by themselves and interrupts those that wait', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await serveFake({ concurrency: 1, run: fakeCheck((stage) => (stage === 1 ? gate.promise : undefined)) });
    const [running, waiting] = [await start(service.url), await start(service.url)];
    const closing = service.checks.close();
    expect((await readEvents(waiting.events)).at(-1)?.payload).toMatchObject({ outcome: 'interrupted' });
    expect((await post(service.url)).status).toBe(503);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    gate.resolve();
    await closing;
    expect((await readEvents(running.events)).at(-1)?.payload).toMatchObject({ outcome: 'connected' });
  });

  it('interrupts what runs for too long, and tells it', async () => {
    await using service = await serveFake({ graceMs: 5, run: fakeCheck(never) });
    const { events } = await start(service.url);
    await service.checks.close();
    const told = (await readEvents(events)).map(({ payload }) => payload);
    expect(told.at(-1)).toMatchObject({ type: 'check-end', outcome: 'interrupted' });
    expect(told.at(-2)).toMatchObject({ type: 'problem', problem: { cause: 'interrupted' } });
  });
});

describe('an engine that breaks down', () => {
  const broken = new Error(`Something with ${aRequest.password} in it`);

  it.each([0, 1, 4, 20])('still gives every stage an end, after %i events, and says that the fault is ours', async (events) => {
    const whole = fakeCheck();
    await using service = await serveFake({
      run: async function* (settings, credentials, context) {
        let left = events;
        for await (const event of whole(settings, credentials, context)) {
          if (left === 0) break;
          left -= 1;
          yield event;
        }
        throw broken;
      },
    });
    const { events: url } = await start(service.url);
    const told = (await readEvents(url)).map(({ payload }) => payload);
    const planned = told.flatMap((event) =>
      event.type === 'check-start' ? event.plan.flatMap(({ service, stages }) => stages.map((stage) => `${service} ${stage}`)) : [],
    );
    const ended = told.flatMap((event) => (event.type === 'stage-end' ? [`${event.service} ${event.stage}`] : []));
    expect(ended.toSorted()).toEqual(planned.toSorted());
    expect(told.at(-1)).toMatchObject({ outcome: 'failed', report: { outcome: 'failed', problems: [{ cause: 'unexplained', owner: 'us' }] } });
    expect(service.logs()).toContain('internal error');
    expect(service.logs()).not.toContain(aRequest.password);
  });

  it('ends the check whatever was thrown', async () => {
    await using service = await serveFake({
      run: async function* () {
        yield* [];
        throw Object.create(null);
      },
    });
    const { events } = await start(service.url);
    expect((await readEvents(events)).at(-1)?.payload).toMatchObject({ type: 'check-end', outcome: 'failed' });
    expect(service.logs()).toContain('internal error');
  });

  it('does not leave followers waiting when it stops without an end', async () => {
    await using service = await serveFake({ run: async function* () {} });
    const { events } = await start(service.url);
    expect((await readEvents(events)).at(-1)?.payload).toMatchObject({ type: 'check-end', outcome: 'failed' });
  });

  it('names the stage that ran', () => {
    const record = new CheckRecord('x', '192.0.2.1', checkRequestSchema.parse(aRequest));
    record.append([...endAfterCrash(record, 'r')][0] as CheckEvent);
    record.append({ type: 'stage-start', at: 0, service: 'smtp', stage: 'resolve' });
    const failed = [...endAfterCrash(record, 'r')].filter((event) => event.type === 'stage-end' && event.verdict === 'failed');
    expect(failed).toMatchObject([{ service: 'smtp', stage: 'resolve' }]);
  });
});

describe('a crowd', () => {
  it('leaves places to clients that have none', async () => {
    await using service = await serveFake({ concurrency: 4, environment: { TRUST_PROXY: '127.0.0.0/8' }, run: fakeCheck(never), graceMs: 1 });
    const from = (client: string, email: string) => start(service.url, { ...aRequest, email }, { 'X-Forwarded-For': client });
    for (let check = 0; check < 5; check += 1) await from('192.0.2.1', `anna${check}@example.com`);
    await expect.poll(() => service.checks.counts()).toEqual({ running: 3, waiting: 2 });
    await from('192.0.2.2', 'bo@example.com');
    await expect.poll(() => service.checks.counts()).toEqual({ running: 4, waiting: 2 });
  });
});

describe('what is remembered', () => {
  it('is bounded: the oldest ended checks go first', async () => {
    await using service = await serveFake({ keepCharacters: 60_000 });
    const checks = [];
    for (let count = 0; count < 20; count += 1) {
      checks.push(await start(service.url));
      await readEvents(checks.at(-1)?.events ?? '');
    }
    const known = await Promise.all(checks.map(async ({ report }) => (await fetch(report)).status));
    expect(known).toEqual(known.toSorted((left, right) => right - left));
    expect(known[0]).toBe(404);
    expect(known.at(-1)).toBe(200);
  });
});
