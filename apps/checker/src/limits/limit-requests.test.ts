import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import express from 'express';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { parseConfig } from '../config.ts';
import { clientBounds, listen } from '../http/listen.ts';
import { answerProblems } from '../http/problem.ts';
import { createLogger } from '../logger.ts';
import { aRequest, serveFake } from '../testing/serve-fake.ts';
import { limitRequests } from './limit-requests.ts';

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) }))) });

/** Whoever watches the service must get an answer, and it costs nothing. */
const unlimited = ['get /healthz', 'get /readyz'];

const bodies: Readonly<Record<string, unknown>> = {
  'post /api/checks': aRequest,
  'post /api/diagnose': { service: 'smtp', stage: 'authenticate', reply: '535 5.7.8 no' },
  'post /api/discover': { email: 'anna@example.com' },
  'post /api/feedback': { cause: 'unexplained', helped: true },
};

async function readOperations(url: string) {
  const { paths } = documentSchema.parse(await (await fetch(`${url}/api/openapi.json`)).json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({ name: `${method} ${path}`, method, path: path.replaceAll(/\{\w+\}/g, 'nothing'), responses })),
  );
}

describe('What one client may ask', () => {
  it('has a limit on every route, told with the time to come back, but for the two that watch the service', async () => {
    await using service = await serveFake({ mostRequests: ({ duration }) => ({ points: 3, duration }) });
    const operations = await readOperations(service.url);
    expect(operations.length).toBeGreaterThan(10);
    for (const { name, method, path, responses } of operations) {
      const ask = () =>
        fetch(service.url + path, {
          method,
          ...(method === 'post' && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(bodies[name] ?? {}) }),
        });
      const answers = [await ask(), await ask(), await ask(), await ask()];
      const isLimited = !unlimited.includes(name);
      expect([name, answers[3]?.status === 429, '429' in responses]).toEqual([name, isLimited, isLimited]);
      if (isLimited) {
        expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(answers[3]?.headers.get('content-type')).toMatch('application/problem+json');
      }
    }
  });

  it('is counted for each route apart, so that none starves another', async () => {
    await using service = await serveFake({ mostRequests: ({ duration }) => ({ points: 1, duration }) });
    for (const path of ['/api/config', '/api/lab', '/api/app-passwords', '/metrics'])
      expect([path, (await fetch(service.url + path)).status]).toEqual([path, 200]);
  });

  it('costs more the longer a body is that takes work, whether it says so beforehand or not', async () => {
    await using service = await serveFake({
      mostRequests: ({ duration, bytesPerPoint }) => ({ points: 100, duration, ...(bytesPerPoint && { bytesPerPoint }) }),
    });
    const post = (body: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${service.url}/api/diagnose`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });
    expect((await post(' '.repeat(1_630_000))).status).toBe(400);
    expect((await post('[]')).status).toBe(429);
    const streamed = new Blob(['[]']).stream();
    const unsaid = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: streamed, duplex: 'half' } as const;
    expect((await fetch(`${service.url}/api/diagnose`, unsaid)).status).toBe(429);
  });

  it('is one bucket for ten thousand forged addresses', async () => {
    const app = express().set('trust proxy', parseConfig({}).trustProxy);
    app.use(limitRequests({ points: 100, duration: 600 }), (_request, response) => void response.status(204).end());
    app.use(answerProblems(createLogger('silent')));
    const listener = await listen(app, { host: '127.0.0.1', port: 0 }, clientBounds(parseConfig({})));
    const { hostname, port } = new URL(listener.url);
    const statuses = new Map<string, number>();
    for (let round = 0; round < 100; round += 1) {
      const socket = connect(Number(port), hostname);
      // One after the other without waiting for an answer (RFC 9112 s.9.3.2): ten thousand round trips would take their time.
      const forged = (index: number) => `GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.${round}.${index}, 198.51.100.${index}\r\n`;
      socket.write(Array.from({ length: 100 }, (_, index) => `${forged(index)}${index === 99 ? 'Connection: close\r\n' : ''}\r\n`).join(''));
      for (const [, status = ''] of (await text(socket)).matchAll(/HTTP\/1\.1 (\d+) /g)) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 204: 100, 429: 9_900 });
    await listener.close(0);
  });
});
