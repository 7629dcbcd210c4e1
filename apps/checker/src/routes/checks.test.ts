import { type CheckEvent, problemDetailsSchema, startedCheckSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import type { RunCheck } from '../checks/tell-check.ts';
import { fakeCheck } from '../testing/fake-check.ts';
import { readEvents } from '../testing/read-events.ts';
import { aRequest, post, serveFake, start } from '../testing/serve-fake.ts';

const never = () => new Promise<void>(() => {});

/** A check that holds its breath once it has told so many events. */
function pausingAfter(events: number, reached: (last: CheckEvent['type']) => void, goOn: Promise<void>): RunCheck {
  return async function* (...given) {
    let told = 0;
    for await (const event of fakeCheck()(...given)) {
      yield event;
      if (told === events) {
        reached(event.type);
        await goOn;
      }
      told += 1;
    }
  };
}

describe('starting a check', () => {
  it('answers where to follow and read it, under an id that nobody guesses', async () => {
    await using service = await serveFake();
    const response = await post(service.url);
    expect(response.status).toBe(202);
    const body = startedCheckSchema.parse(await response.json());
    expect(body).toEqual({ id: body.id, events: `/api/checks/${body.id}/events`, report: `/api/checks/${body.id}` });
    expect(body.id).toMatch(/^[\w-]{22,}$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    [{}, ['email', 'imap', 'password', 'smtp'], 'missing'],
    [{ ...aRequest, email: 'anna' }, ['email'], 'not-an-address'],
    [{ ...aRequest, email: 'anna@example.com\r\nRCPT TO:<x@y.test>' }, ['email'], 'control-character'],
    [{ ...aRequest, password: '' }, ['password'], 'missing'],
    [{ ...aRequest, imap: { ...aRequest.imap, host: '127.1' } }, ['imap.host'], 'numeric-name'],
    [{ ...aRequest, imap: { ...aRequest.imap, host: 'localhost' } }, ['imap.host'], 'single-label'],
    [{ ...aRequest, imap: { ...aRequest.imap, port: 0 } }, ['imap.port'], 'port-out-of-range'],
    [{ ...aRequest, smtp: { ...aRequest.smtp, port: 65_536 } }, ['smtp.port'], 'port-out-of-range'],
    [{ ...aRequest, smtp: { ...aRequest.smtp, security: 'ssl' } }, ['smtp.security'], 'unknown-security'],
    [{ ...aRequest, smtp: { ...aRequest.smtp, timeout: 1 } }, ['smtp.timeout'], 'unknown-field'],
    [{ ...aRequest, bcc: 'x@y.test', recipient: 'x@y.test' }, ['bcc', 'recipient'], 'unknown-field'],
    [{ ...aRequest, locale: 'de' }, ['locale'], 'unknown-locale'],
    [{ ...aRequest, trustedCertificates: ['ff'] }, ['trustedCertificates.0'], 'not-a-fingerprint'],
    [[], [''], 'wrong-type'],
    ['"text"', [''], 'wrong-type'],
    ['{"email":', [''], 'body-not-readable'],
    [`{"__proto__":{},${JSON.stringify(aRequest).slice(1)}`, ['__proto__'], 'unknown-field'],
  ])('refuses %j and names each field', async (body, fields, code) => {
    await using service = await serveFake();
    const response = await post(service.url, body);
    const problem = problemDetailsSchema.parse(await response.json());
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
    expect(problem).toMatchObject({ type: 'about:blank', title: 'Bad Request', status: 400 });
    expect(problem.errors?.map(({ field }) => field).sort()).toEqual(fields);
    for (const error of problem.errors ?? []) expect(error).toEqual({ field: error.field, code, detail: expect.stringMatching(/\w+ \w+/) });
    expect(await service.checks.counts()).toEqual({ running: 0, waiting: 0 });
  });

  it('takes a fingerprint in capitals and with colons', async () => {
    await using service = await serveFake();
    const { report } = await start(service.url, { ...aRequest, trustedCertificates: [Array(32).fill('AB').join(':')] });
    expect(await (await fetch(report)).json()).toMatchObject({ settings: { trustedCertificates: ['ab'.repeat(32)] } });
  });

  it('refuses a body over 16 kB', async () => {
    await using service = await serveFake();
    const response = await post(service.url, JSON.stringify({ ...aRequest, filler: 'x'.repeat(16_384) }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ status: 413 });
    const largest = JSON.stringify(aRequest).padEnd(16_384);
    expect((await post(service.url, largest)).status).toBe(202);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', 'application/json; charset=latin1', ''])(
    'refuses the media type %j',
    async (mediaType) => {
      await using service = await serveFake();
      const response = await post(service.url, aRequest, { 'Content-Type': mediaType });
      expect(response.status).toBe(415);
      expect(await response.json()).toMatchObject({ status: 415 });
    },
  );

  it('reads JSON whatever its parameters, but nothing that is compressed', async () => {
    await using service = await serveFake();
    expect((await post(service.url, aRequest, { 'Content-Type': 'Application/JSON; charset=utf-8' })).status).toBe(202);
    expect((await post(service.url, aRequest, { 'Content-Encoding': 'gzip' })).status).toBe(415);
  });
});

describe('an idempotency key', () => {
  it('starts one check with the same body, whoever asks first, and none with another', async () => {
    await using service = await serveFake();
    const key = { 'Idempotency-Key': '8e03978e-40d5-43dd-bc93-6894a57f9324' };
    const answers = await Promise.all([start(service.url, aRequest, key), start(service.url, aRequest, key)]);
    expect(answers[0]).toEqual(answers[1]);
    expect((await start(service.url, { ...aRequest, locale: 'en', sendTestMessage: true }, key)).id).toBe(answers[0].id);
    const other = await post(service.url, { ...aRequest, password: 'another' }, key);
    expect(other.status).toBe(422);
    expect((await start(service.url)).id).not.toBe(answers[0].id);
  });

  it('still starts nothing when its check has been removed', async () => {
    await using service = await serveFake();
    const key = { 'Idempotency-Key': 'a' };
    const { id, events, report } = await start(service.url, aRequest, key);
    await readEvents(events);
    expect((await fetch(report, { method: 'DELETE' })).status).toBe(204);
    expect((await start(service.url, aRequest, key)).id).toBe(id);
  });

  it.each(['', 'a b', 'x'.repeat(256)])('is refused when it is %j', async (key) => {
    await using service = await serveFake();
    expect((await post(service.url, aRequest, { 'Idempotency-Key': key })).status).toBe(400);
  });
});

describe('the report of a check', () => {
  it('has no outcome while the check runs, and the whole story after', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await serveFake({ run: fakeCheck((stage) => (stage === 3 ? gate.promise : undefined)) });
    const { id, events, report } = await start(service.url);
    await readEvents(events, { most: 8 });
    expect(await (await fetch(report)).json()).toMatchObject({ schema: 1, id, outcome: null, settings: { email: aRequest.email } });
    gate.resolve();
    const last = (await readEvents(events)).at(-1)?.payload;
    expect(await (await fetch(report)).json()).toEqual(last?.type === 'check-end' && last.report);
  });

  it('is unknown for any other id, and forgotten in time', async () => {
    await using service = await serveFake({ keepMs: 20 });
    const { events, report } = await start(service.url);
    await readEvents(events);
    await expect.poll(async () => (await fetch(report)).status).toBe(404);
    for (const path of ['/api/checks/nothing', '/api/checks/..%2f..%2fetc', '/api/checks/%00', '/api/checks/a/b']) {
      const response = await fetch(service.url + path);
      expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 404, 'application/problem+json; charset=utf-8']);
    }
  });
});

describe('cancelling', () => {
  it('stops a check that runs, tells its followers and keeps the report', async () => {
    await using service = await serveFake({ run: fakeCheck((stage) => (stage === 2 ? never() : undefined)) });
    const { events, report } = await start(service.url);
    await readEvents(events, { most: 5 });
    const cancelled = await fetch(report, { method: 'DELETE' });
    expect([cancelled.status, await cancelled.text()]).toEqual([202, '']);
    const told = await readEvents(events);
    expect(told.at(-1)?.payload).toMatchObject({ type: 'check-end', outcome: 'cancelled' });
    expect(told.filter(({ event }) => event === 'problem')).toHaveLength(1);
    expect(await (await fetch(report)).json()).toMatchObject({ outcome: 'cancelled' });
  });

  it('keeps its promise at any moment: after 202 the check ends cancelled, after 204 it has ended as it would have and is gone', async () => {
    for (let moment = 0, isDecided = false; !isDecided; moment += 1) {
      const reached = Promise.withResolvers<CheckEvent['type']>();
      const goOn = Promise.withResolvers<void>();
      await using service = await serveFake({ run: pausingAfter(moment, reached.resolve, goOn.promise) });
      const check = await start(service.url);
      isDecided = (await reached.promise) === 'check-end';
      const told = readEvents(check.events);
      const answer = fetch(check.report, { method: 'DELETE' });
      // An answer that waits for the end of the check comes after it only.
      if (!isDecided) await answer;
      goOn.resolve();
      expect((await answer).status).toBe(isDecided ? 204 : 202);
      expect((await told).at(-1)?.payload).toMatchObject({ outcome: isDecided ? 'connected' : 'cancelled' });
      expect((await fetch(check.report)).status).toBe(isDecided ? 404 : 200);
    }
  });

  it('removes a check that has ended', async () => {
    await using service = await serveFake();
    const { events, report } = await start(service.url);
    await readEvents(events);
    expect((await fetch(report, { method: 'DELETE' })).status).toBe(204);
    for (const gone of [fetch(report), fetch(events), fetch(report, { method: 'DELETE' })]) expect((await gone).status).toBe(404);
  });

  it('lets a check that waits leave the line, with a story that is whole', async () => {
    await using service = await serveFake({ concurrency: 1, graceMs: 1, run: fakeCheck(never) });
    await start(service.url);
    const { events, report } = await start(service.url);
    const third = await start(service.url);
    expect((await fetch(report, { method: 'DELETE' })).status).toBe(202);
    const told = (await readEvents(events)).map(({ payload }) => payload);
    expect(told.slice(0, 2).map(({ type }) => type)).toEqual(['check-wait', 'check-start']);
    expect(told.filter(({ type }) => type === 'stage-start')).toEqual([]);
    expect(told.at(-1)).toMatchObject({ outcome: 'cancelled' });
    expect((await readEvents(third.events, { most: 2 })).map(({ payload }) => payload)).toMatchObject([{ position: 2 }, { position: 1 }]);
  });
});

describe('the line', () => {
  it('lets so many run at once and tells the others their place as it changes', async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let next = 0;
    await using service = await serveFake({
      environment: { CHECK_CONCURRENCY: '2' },
      run: fakeCheck((stage) => (stage === 0 ? gates[next++]?.promise : undefined)),
    });
    const checks = [];
    for (const _ of gates) checks.push(await start(service.url));
    expect(await service.checks.counts()).toEqual({ running: 2, waiting: 2 });
    for (const gate of gates) gate.resolve();
    const told = await Promise.all(checks.map(({ events }) => readEvents(events)));
    const positions = told.map((events) => events.flatMap(({ payload }) => (payload.type === 'check-wait' ? [payload.position] : [])));
    expect(positions).toEqual([[], [], [1], [2, 1]]);
    for (const events of told) expect(events.at(-1)?.payload).toMatchObject({ outcome: 'connected' });
  });

  it('has room for so many and sends the next one away for a while', async () => {
    await using service = await serveFake({ concurrency: 1, waitingLimit: 2, graceMs: 1, run: fakeCheck(never) });
    for (let count = 0; count < 3; count += 1) await start(service.url);
    const response = await post(service.url);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ title: 'Service Unavailable', status: 503 });
    expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
  });

  it('does not count waiting as time of the check', async () => {
    const gate = Promise.withResolvers<void>();
    let first = true;
    await using service = await serveFake({
      concurrency: 1,
      run: fakeCheck(() => {
        const wait = first ? gate.promise : undefined;
        first = false;
        return wait;
      }),
    });
    await start(service.url);
    const { report } = await start(service.url);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await (await fetch(report)).json()).toMatchObject({ durationMs: 0, outcome: null, startedAt: '' });
    gate.resolve();
  });
});
