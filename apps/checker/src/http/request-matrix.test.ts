import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { serveFake } from '../testing/serve-fake.ts';

const hosts = { 'localhost:3000': true, 'evil.example': false, '127.0.0.1.evil.example': false };

/** `null`: no header, as programs ask. */
const origins: readonly (readonly [origin: string | null, site: string | null, isOurs: boolean])[] = [
  [null, null, true],
  ['http://localhost:3000', 'same-origin', true],
  ['http://localhost:3000', null, true],
  [null, 'same-origin', true],
  ['https://evil.example', 'cross-site', false],
  ['https://evil.example', null, false],
  ['null', null, false],
  [null, 'same-site', false],
  [null, 'none', false],
];

const types: Readonly<Record<string, boolean>> = {
  'application/json': true,
  'application/json; charset=utf-8': true,
  'text/plain': false,
  'application/x-www-form-urlencoded': false,
  'application/json-patch+json': false,
  '': false,
};

const agent = new Agent({ keepAlive: true, maxSockets: 4 });
let service: Awaited<ReturnType<typeof serveFake>>;
beforeAll(async () => {
  service = await serveFake({ environment: { RATE_LIMITS: 'off' } });
});
afterAll(async () => {
  agent.destroy();
  await service[Symbol.asyncDispose]();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
}

function ask(method: string, path: string, headers: OutgoingHttpHeaders): Promise<Answer> {
  const { hostname, port } = new URL(service.url);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  request({ hostname, port, method, path, headers, agent }, (response) => {
    response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
  })
    .on('error', reject)
    .end(method === 'POST' ? '{}' : undefined);
  return promise;
}

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

async function operations(): Promise<readonly (readonly [method: string, path: string])[]> {
  const { paths } = documentSchema.parse(await (await fetch(`${service.url}/api/openapi.json`)).json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'nothing')] as const),
  );
}

describe('A request', () => {
  it('that changes something is let in for our own host, our own page or a program, and as JSON alone', async () => {
    const changing = (await operations()).filter(([method]) => method !== 'GET');
    expect(changing.length).toBeGreaterThan(5);
    for (const [method, path] of changing) {
      const wrong: string[] = [];
      for (const [host, isKnown] of Object.entries(hosts)) {
        for (const [origin, site, isOurs] of origins) {
          for (const [type, isJson] of Object.entries(types)) {
            const headers = {
              Host: host,
              ...(origin !== null && { Origin: origin }),
              ...(site !== null && { 'Sec-Fetch-Site': site }),
              ...(type !== '' && { 'Content-Type': type }),
            };
            const { status, headers: answered } = await ask(method, path, headers);
            const expected = !isKnown || !isOurs ? [403] : method === 'POST' && !isJson ? [415] : [200, 202, 204, 400, 404];
            if (!expected.includes(status) || 'access-control-allow-origin' in answered) wrong.push(`${status} ${JSON.stringify(headers)}`);
            // What is refused for its host or its origin is refused whatever it holds: one type is enough.
            if (expected[0] === 403) break;
          }
        }
      }
      expect([method, path, wrong]).toEqual([method, path, []]);
    }
  });

  it('that reads is answered to our own host, and its answer opens to no other origin', async () => {
    for (const [method, path] of (await operations()).filter(([method]) => method === 'GET')) {
      for (const [host, isKnown] of Object.entries(hosts)) {
        const { status, headers } = await ask(method, path, { Host: host, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' });
        const isForAny = ['/healthz', '/readyz'].includes(path);
        expect([path, host, status === 403]).toEqual([path, host, !isKnown && !isForAny]);
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
        expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      }
    }
  });

  it.each(['PUT', 'PATCH', 'TRACE', 'OPTIONS', 'PROPFIND'])('by %s does nothing, least of all open the API to another origin', async (method) => {
    const paths = new Set((await operations()).map(([, path]) => path));
    for (const path of paths) {
      const { status, headers } = await ask(method, path, { Host: 'localhost:3000', 'Access-Control-Request-Method': 'POST' });
      expect([path, status]).toEqual([path, 405]);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});
