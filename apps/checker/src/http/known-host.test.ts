import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { aRequest, serveFake } from '../testing/serve-fake.ts';

type Headers = Readonly<Record<string, string>>;

/** A request with exactly these headers, `Host` included. */
function ask(url: string, method: string, path: string, headers: Headers): Promise<number> {
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const sent = request({ hostname, port, method, path, headers, agent: false }, async (response) => {
    await text(response);
    resolve(response.statusCode ?? 0);
  });
  sent.on('error', reject);
  sent.end(method === 'POST' ? JSON.stringify(aRequest) : undefined);
  return promise;
}

const json = { 'Content-Type': 'application/json' };

describe('the host that a request names', () => {
  it.each<[Headers, string, number]>([
    [{}, 'localhost', 200],
    [{}, 'LOCALHOST:8080', 200],
    [{}, '127.0.0.1:1', 200],
    [{}, '[::1]:3000', 200],
    [{}, '[::1]', 200],
    [{}, 'check.example.com', 403],
    [{}, '127.0.0.1.example.com', 403],
    [{}, 'localhost.example.com', 403],
    [{}, 'localhost@example.com', 403],
    [{}, '127.0.0.2', 403],
    [{}, '[::2]', 403],
    [{ PUBLIC_URL: 'https://check.example.com' }, 'check.example.com', 200],
    [{ PUBLIC_URL: 'https://check.example.com' }, 'Check.Example.com:443', 200],
    [{ PUBLIC_URL: 'https://check.example.com' }, 'localhost:3000', 200],
    [{ PUBLIC_URL: 'https://check.example.com' }, 'check.example.com:8443', 403],
    [{ PUBLIC_URL: 'https://check.example.com' }, 'example.com', 403],
    [{ PUBLIC_URL: 'http://check.example.com:8080' }, 'check.example.com:8080', 200],
    [{ PUBLIC_URL: 'http://check.example.com:8080' }, 'check.example.com', 403],
    [{ HOST: '0.0.0.0' }, '192.0.2.1:3000', 200],
    [{ HOST: '0.0.0.0' }, 'localhost:3000', 200],
    [{ HOST: '0.0.0.0' }, 'rebound.example.com', 403],
    [{ HOST: '0.0.0.0', PUBLIC_URL: 'https://check.example.com' }, 'check.example.com', 200],
    [{ HOST: '0.0.0.0', PUBLIC_URL: 'https://check.example.com' }, '192.0.2.1', 403],
    [{ HOST: '0.0.0.0', PUBLIC_URL: 'https://check.example.com' }, 'localhost', 403],
  ])('with %o is, for %j, answered %i', async (environment, host, status) => {
    await using service = await serveFake({ environment });
    expect(await ask(service.url, 'GET', '/api/config', { Host: host })).toBe(status);
    expect(await ask(service.url, 'POST', '/api/checks', { ...json, Host: host })).toBe(status === 200 ? 202 : status);
  });
});

describe('a probe that asks by address', () => {
  it.each([
    ['/healthz', 200],
    ['/readyz', 200],
    ['/metrics', 403],
    ['/api/config', 403],
    ['/', 403],
  ])('at %s is answered %i', async (path, status) => {
    await using service = await serveFake({ environment: { PUBLIC_URL: 'https://check.example.com' } });
    expect(await ask(service.url, 'GET', path, { Host: '10.1.2.3:3000' })).toBe(status);
  });
});

describe('the origin that a request comes from', () => {
  it.each<[Headers, boolean]>([
    [{}, true],
    [{ 'Sec-Fetch-Site': 'same-origin' }, true],
    [{ Origin: 'http://localhost:3000' }, true],
    [{ Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'same-origin' }, true],
    [{ Origin: 'http://localhost:3001' }, false],
    [{ Origin: 'https://localhost:3000' }, false],
    [{ Origin: 'http://evil.example.com' }, false],
    [{ Origin: 'null' }, false],
    [{ Origin: '' }, false],
    [{ Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'cross-site' }, false],
    [{ Origin: 'http://evil.example.com', 'Sec-Fetch-Site': 'same-origin' }, false],
    [{ 'Sec-Fetch-Site': 'cross-site' }, false],
    [{ 'Sec-Fetch-Site': 'same-site' }, false],
    [{ 'Sec-Fetch-Site': 'none' }, false],
  ])('with %o may change something: %s', async (headers, allowed) => {
    await using service = await serveFake();
    const host = { Host: 'localhost:3000' };
    expect(await ask(service.url, 'POST', '/api/checks', { ...json, ...host, ...headers })).toBe(allowed ? 202 : 403);
    expect(await ask(service.url, 'DELETE', '/api/checks/nothing', { ...host, ...headers })).toBe(allowed ? 404 : 403);
    expect(await ask(service.url, 'GET', '/api/config', { ...host, ...headers })).toBe(200);
  });

  it.each<[string, string, number]>([
    ['check.example.com', 'https://check.example.com', 202],
    ['check.example.com', 'http://check.example.com', 403],
    ['localhost:3000', 'http://localhost:3000', 202],
    ['localhost:3000', 'https://check.example.com', 403],
  ])('behind %s is our own when it is %s: %i', async (host, origin, status) => {
    await using service = await serveFake({ environment: { PUBLIC_URL: 'https://check.example.com' } });
    expect(await ask(service.url, 'POST', '/api/checks', { ...json, Host: host, Origin: origin })).toBe(status);
  });
});
