import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeCheck } from '../testing/fake-check.ts';
import { followEvents, readEvents, type StreamedEvent } from '../testing/read-events.ts';
import { aRequest, serveFake, start } from '../testing/serve-fake.ts';

describe('following a check', () => {
  it('tells every event once, numbered from 1, each with its type, from the plan to the report', async () => {
    await using service = await serveFake();
    const { id, events: url } = await start(service.url);
    const events = await readEvents(url);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
    for (const { event, payload } of events) expect(event).toBe(payload.type);
    expect(events[0]?.payload).toMatchObject({ type: 'check-start', id, settings: { email: aRequest.email, locale: 'en', sendTestMessage: true } });
    expect(events.at(-1)?.payload).toMatchObject({ type: 'check-end', outcome: 'connected', report: { id, outcome: 'connected' } });
    expect(JSON.stringify(events)).not.toContain(aRequest.password);
  });

  it('tells an event at the moment that it happens, without buffering', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await serveFake({ run: fakeCheck((stage) => (stage === 1 ? gate.promise : undefined)) });
    const { events: url } = await start(service.url);
    const stream = followEvents(url);
    const seen: string[] = [];
    for await (const { payload } of stream) {
      seen.push(payload.type);
      if (payload.type === 'stage-start' && payload.stage === 'connect') gate.resolve();
    }
    expect(seen.at(-1)).toBe('check-end');
  });

  it('gives the same events however often the stream is cut and resumed, while the check runs and after', async () => {
    await using service = await serveFake({ run: fakeCheck((stage) => (stage % 3 === 0 ? new Promise((resolve) => setTimeout(resolve, 2)) : undefined)) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 }), async (cuts) => {
        const { events: url } = await start(service.url);
        const pieces: StreamedEvent[] = [];
        for (const most of cuts) {
          const last = pieces.at(-1);
          if (last?.event === 'check-end') break;
          pieces.push(...(await readEvents(url, { ...(last && { lastEventId: last.id }), most })));
        }
        const last = pieces.at(-1);
        if (last?.event !== 'check-end') pieces.push(...(await readEvents(url, last && { lastEventId: last.id })));
        expect(pieces).toEqual(await readEvents(url));
      }),
      { numRuns: 25 },
    );
  });

  it('lets several follow at once, each from its own point, and goes on when all are gone', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await serveFake({ run: fakeCheck((stage) => (stage === 2 ? gate.promise : undefined)) });
    const { events: url } = await start(service.url);
    const [left, right] = [await readEvents(url, { most: 2 }), await readEvents(url, { lastEventId: 1, most: 2 })];
    expect(left.map(({ id }) => id)).toEqual([1, 2]);
    expect(right.map(({ id }) => id)).toEqual([2, 3]);
    gate.resolve();
    const whole = await readEvents(url);
    expect(whole.at(-1)?.payload).toMatchObject({ outcome: 'connected' });
    expect(await Promise.all([readEvents(url), readEvents(url)])).toEqual([whole, whole]);
  });

  it('has nothing more to say only when the last event of an ended check is known', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await serveFake({ run: fakeCheck((stage) => (stage === 0 ? gate.promise : undefined)) });
    const { events: url } = await start(service.url);
    const running = fetch(url, { headers: { 'Last-Event-ID': '3' } });
    expect((await running).status).toBe(200);
    gate.resolve();
    await (await running).text();
    const last = (await readEvents(url)).length;
    const ended = await fetch(url, { headers: { 'Last-Event-ID': String(last) } });
    expect([ended.status, await ended.text()]).toEqual([204, '']);
    expect((await readEvents(url, { lastEventId: last - 1 })).map(({ id }) => id)).toEqual([last]);
  });

  it.each(['0', '-1', '01', '1.0', '1e3', '0x1', 'abc', '999999', '99999999999999999999', ''])('refuses the last event id %j', async (lastEventId) => {
    await using service = await serveFake();
    const { events: url } = await start(service.url);
    const response = await fetch(url, { headers: { 'Last-Event-ID': lastEventId } });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
  });

  it('knows no check that was never started', async () => {
    await using service = await serveFake();
    expect((await fetch(`${service.url}/api/checks/nothing/events`)).status).toBe(404);
  });

  it('keeps the connection alive with comments and forbids every buffer on the way', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await serveFake({ keepAliveMs: 5, run: fakeCheck(() => gate.promise) });
    const { events } = await start(service.url);
    const { hostname, port, pathname } = new URL(events);
    const socket = connect(Number(port), hostname);
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept-Encoding: gzip, br\r\nConnection: close\r\n\r\n`);
    setTimeout(() => gate.resolve(), 60);
    const [head, body] = (await text(socket)).split(/\r\n\r\n(.*)/s);
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(head?.toLowerCase()).toContain('content-type: text/event-stream\r\n');
    expect(head?.toLowerCase()).toContain('x-accel-buffering: no\r\n');
    expect(head?.toLowerCase()).toMatch(/cache-control: no-store/);
    expect(head?.toLowerCase()).not.toContain('content-encoding');
    expect(body).toMatch(/id: 1\nevent: check-start\ndata: \{.+\}\n\n/);
    expect(body).toContain(': keep-alive\n\n');
  });

  it('lets go of a follower that does not read, however much there is to tell', async () => {
    const facts = 400;
    await using service = await serveFake({
      keepAliveMs: 10,
      run: async function* (settings, credentials, context) {
        for await (const event of fakeCheck()(settings, credentials, context)) {
          if (event.type === 'stage-observation' && event.stage === 'select') {
            const observation = { type: 'protocol-violated' as const, detail: 'x'.repeat(50_000) };
            for (let count = 0; count < facts; count += 1) yield { ...event, observation };
          }
          yield event;
        }
      },
    });
    const { id, events } = await start(service.url);
    await expect.poll(async () => (await service.checks.report(id))?.outcome).toBe('connected');

    const { hostname, port, pathname } = new URL(events);
    const socket = connect(Number(port), hostname);
    socket.pause();
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const received = await text(socket).catch(() => 'cut off');
    expect(received).not.toContain('check-end');
  });

  it('answers a HEAD with the head alone', async () => {
    await using service = await serveFake({ run: fakeCheck(() => new Promise(() => {})), graceMs: 1 });
    const { events: url } = await start(service.url);
    const response = await fetch(url, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  });
});
