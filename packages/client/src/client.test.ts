import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type CheckEvent, connectionSettingsSchema, emptyProgress, planStages, type StartedCheck } from '@inbox-connect/core';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiError, ConnectionLostError, cancelCheck, fetchConfig, followCheck, followCheckAndConnection, startCheck, UnreadableAnswerError } from './index.ts';

const settings = connectionSettingsSchema.parse({
  email: 'anna@example.com',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' },
});
const plan = planStages('tls', 'starttls').map(({ service, stages }) => ({ service, stages: [...stages] }));
const events: readonly CheckEvent[] = [
  { type: 'check-start', at: 0, id: 'x', startedAt: '2026-11-25T00:00:00.000Z', settings, plan },
  ...plan.flatMap(({ service, stages }) =>
    stages.flatMap((stage): CheckEvent[] => [
      { type: 'stage-start', at: 1, service, stage },
      { type: 'stage-end', at: 2, service, stage, verdict: 'passed', durationMs: 1 },
    ]),
  ),
  { type: 'check-end', at: 3, outcome: 'connected', report: { ...emptyProgress.report, outcome: 'connected' } },
];
const frames = events.map((event, index) => `id: ${index + 1}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
const quick = { retryDelays: [0, 0, 0] };

const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A service that answers as the test says. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push({
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

async function collect(stream: AsyncIterable<CheckEvent>): Promise<CheckEvent[]> {
  return Array.fromAsync(stream);
}

/** Tells the rest of the stream from the wanted event on, but breaks the connection after some characters. */
function tellUntil(request: IncomingMessage, response: ServerResponse, characters: number): void {
  const after = Number(request.headers['last-event-id'] ?? 0);
  const rest = frames.slice(after).join('');
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write(rest.slice(0, characters), () => {
    if (characters < rest.length) request.socket.destroy();
    else response.end();
  });
}

describe('following a check', () => {
  it('yields every event once and in order, wherever the connection breaks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: frames[0]?.length ?? 0, max: 4_000 }), { maxLength: 5 }), async (breaks) => {
        const left = [...breaks];
        const baseUrl = await serve((request, response) => tellUntil(request, response, left.shift() ?? Number.POSITIVE_INFINITY));
        expect(await collect(followCheck('x', { baseUrl, retryDelays: [0, 0, 0, 0, 0, 0, 0] }))).toEqual(events);
      }),
      { numRuns: 40 },
    );
  });

  it('skips what a service tells twice and comes back for what it left out', async () => {
    let asked = 0;
    const baseUrl = await serve((request, response) => {
      asked += 1;
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
      if (asked === 1) response.end(`: hello\n\n${frames[0]}${frames[0]}${frames[2]}`);
      else response.end(frames.slice(Number(request.headers['last-event-id']) - 1).join(''));
    });
    expect(await collect(followCheck('x', { baseUrl, ...quick }))).toEqual(events);
    expect(asked).toBe(2);
  });

  it('begins after the event that is known already', async () => {
    const baseUrl = await serve((request, response) => tellUntil(request, response, Number.POSITIVE_INFINITY));
    expect(await collect(followCheck('x', { baseUrl, lastEventId: 5 }))).toEqual(events.slice(5));
  });

  it('ends at once when there is nothing more to tell', async () => {
    const baseUrl = await serve((_request, response) => response.writeHead(204).end());
    expect(await collect(followCheck('x', { baseUrl, lastEventId: events.length }))).toEqual([]);
  });

  it('tells when the connection is lost and when it is there again, for whoever wants to know', async () => {
    let asked = 0;
    const baseUrl = await serve((request, response) => {
      asked += 1;
      if (asked === 2) request.socket.destroy();
      else tellUntil(request, response, asked === 1 ? (frames[0]?.length ?? 0) : Number.POSITIVE_INFINITY);
    });
    const told = await Array.fromAsync(followCheckAndConnection('x', { baseUrl, retryDelays: [0, 1, 2] }));
    expect(told).toEqual([
      events[0],
      { type: 'connection-lost', retryInMs: 0 },
      { type: 'connection-lost', retryInMs: 1 },
      { type: 'connection-restored' },
      ...events.slice(1),
    ]);
  });

  it('waits out a service that is busy, and gives up on one that stays away', async () => {
    let asked = 0;
    const baseUrl = await serve((request, response) => {
      asked += 1;
      if (asked < 3) response.writeHead(502).end('<h1>Bad gateway</h1>');
      else tellUntil(request, response, Number.POSITIVE_INFINITY);
    });
    expect(await collect(followCheck('x', { baseUrl, ...quick }))).toEqual(events);

    const gone = await serve((request) => request.socket.destroy());
    const lost = await collect(followCheck('x', { baseUrl: gone, ...quick, lastEventId: 4 })).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(ConnectionLostError);
    expect(lost).toMatchObject({ lastEventId: 4 });
  });

  it('counts a connection as lost when not even a comment comes', async () => {
    let asked = 0;
    const baseUrl = await serve((request, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      else tellUntil(request, response, Number.POSITIVE_INFINITY);
    });
    expect(await collect(followCheck('x', { baseUrl, ...quick, silenceMs: 30 }))).toEqual(events);
  });

  it('does not ask again when the service says no, or says what this client cannot read', async () => {
    let asked = 0;
    const unknown = await serve((_request, response) => {
      asked += 1;
      response.writeHead(404, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify({ type: 'about:blank', title: 'Not Found', status: 404 }));
    });
    await expect(collect(followCheck('x', { baseUrl: unknown }))).rejects.toMatchObject({ name: 'ApiError', status: 404, title: 'Not Found' });
    expect(asked).toBe(1);

    const newer = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('id: 1\nevent: check-wonder\ndata: {"type":"check-wonder","at":1}\n\n');
    });
    await expect(collect(followCheck('x', { baseUrl: newer }))).rejects.toBeInstanceOf(UnreadableAnswerError);
  });

  it('closes the connection when its reader leaves or aborts', async () => {
    const closed: Promise<unknown>[] = [];
    const baseUrl = await serve((request, response) => {
      closed.push(new Promise((resolve) => request.socket.on('close', resolve)));
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(frames[0]);
    });
    for await (const event of followCheck('x', { baseUrl })) {
      expect(event.type).toBe('check-start');
      break;
    }
    await closed[0];

    const abort = new AbortController();
    const reading = collect(followCheck('x', { baseUrl, signal: abort.signal }));
    while (closed.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    abort.abort(new Error('enough'));
    await expect(reading).rejects.toThrow();
    await closed[1];
  });
});

describe('starting a check', () => {
  const started: StartedCheck = { id: 'x', events: '/api/checks/x/events', report: '/api/checks/x' };
  const request = { ...settings, password: 'secret' };

  it('sends the request again with the same key when no answer came', async () => {
    const keys: unknown[] = [];
    const baseUrl = await serve((incoming, response) => {
      keys.push(incoming.headers['idempotency-key']);
      if (keys.length < 3) (incoming.socket satisfies Socket).destroy();
      else response.writeHead(202, { 'Content-Type': 'application/json' }).end(JSON.stringify(started));
    });
    expect(await startCheck(request, { baseUrl })).toEqual(started);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    await startCheck(request, { baseUrl });
    expect(new Set(keys).size).toBe(2);
  });

  it('tells a refusal field by field, and when to come back', async () => {
    const errors = [{ field: 'imap.host', code: 'single-label', detail: 'Write the full name' }];
    const baseUrl = await serve((_incoming, response) => {
      response.writeHead(503, { 'Content-Type': 'application/problem+json', 'Retry-After': '7' });
      response.end(JSON.stringify({ type: 'about:blank', title: 'Service Unavailable', status: 503, detail: 'Busy', errors, extra: true }));
    });
    const error = await startCheck(request, { baseUrl }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 503, title: 'Service Unavailable', detail: 'Busy', errors, retryAfterSeconds: 7, message: 'Busy' });
  });

  it('does not show what a stranger in between answers', async () => {
    const baseUrl = await serve((_incoming, response) => response.writeHead(413, 'Too Large').end('<script>'));
    await expect(startCheck(request, { baseUrl })).rejects.toMatchObject({ name: 'ApiError', status: 413, detail: undefined, errors: [] });
  });
});

describe('the other requests', () => {
  it('cancel, and read what the schema allows and nothing else', async () => {
    const baseUrl = await serve((request, response) => {
      if (request.method === 'DELETE') response.writeHead(request.url === '/api/checks/runs' ? 202 : 204).end();
      else response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"lab":"yes"}');
    });
    expect(await cancelCheck('runs', { baseUrl })).toBe('cancelling');
    expect(await cancelCheck('ended', { baseUrl })).toBe('removed');
    await expect(fetchConfig({ baseUrl })).rejects.toThrow();
  });
});
