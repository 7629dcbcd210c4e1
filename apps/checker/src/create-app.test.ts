import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serviceConfigSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { fakeCheck } from './testing/fake-check.ts';
import { readEvents } from './testing/read-events.ts';
import { aRequest, post, serveFake, start } from './testing/serve-fake.ts';

const policy =
  "default-src 'none';script-src 'self';style-src 'self';connect-src 'self';img-src 'self';worker-src 'none';" +
  "base-uri 'none';form-action 'none';frame-ancestors 'none';require-trusted-types-for 'script';trusted-types 'none'";

/** Sends exactly these bytes; answers all that comes back until the connection ends. */
async function sendRaw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  return text(socket);
}

describe('every answer', () => {
  it.each(['/', '/api/config', '/api/nothing', '/assets/nothing.js', '/healthz'])('of %s tells the browser what it may do with it', async (path) => {
    await using service = await serveFake();
    const { headers } = await fetch(service.url + path);
    expect(headers.get('content-security-policy')).toBe(policy);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it.each(['/api/config', '/api/lab', '/api/openapi.json', '/api/checks/nothing', '/healthz', '/readyz', '/metrics'])(
    'of %s is stored nowhere',
    async (path) => {
      await using service = await serveFake();
      expect((await fetch(service.url + path)).headers.get('cache-control')).toBe('no-store');
    },
  );

  it.each([
    ['PUT', '/api/checks', 'POST'],
    ['GET', '/api/checks', 'POST'],
    ['POST', '/api/checks/x', 'GET, HEAD, DELETE'],
    ['POST', '/api/checks/x/events', 'GET, HEAD'],
    ['POST', '/api/config', 'GET, HEAD'],
    ['OPTIONS', '/api/checks', 'POST'],
    ['DELETE', '/metrics', 'GET, HEAD'],
  ])('to %s %s says which methods there are', async (method, path, allow) => {
    await using service = await serveFake();
    const response = await fetch(service.url + path, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
  });
});

describe('what the service tells about itself', () => {
  it('is its configuration, its state and an empty lab when there is none', async () => {
    await using service = await serveFake();
    expect(serviceConfigSchema.parse(await (await fetch(`${service.url}/api/config`)).json())).toMatchObject({ locales: ['en'], bccAddress: null });
    expect(await (await fetch(`${service.url}/api/lab`)).json()).toEqual([]);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  });

  it('counts checks by outcome and cause, times stages, and watches the event loop', async () => {
    const run = fakeCheck((stage, { locale }) => (locale === 'sv' && stage === 2 ? new Promise(() => {}) : undefined));
    await using service = await serveFake({ run, concurrency: 2, graceMs: 1 });
    await readEvents((await start(service.url)).events);
    const { events, report } = await start(service.url, { ...aRequest, locale: 'sv' });
    await fetch(report, { method: 'DELETE' });
    await readEvents(events);
    for (let count = 0; count < 3; count += 1) await start(service.url, { ...aRequest, locale: 'sv' });
    const response = await fetch(`${service.url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    const metrics = await response.text();
    expect(metrics).toContain('checks_total{outcome="connected"} 1');
    expect(metrics).toContain('checks_total{outcome="cancelled"} 1');
    expect(metrics).toMatch(/check_problems_total\{[^}]*cause="cancelled"[^}]*\} 1/);
    expect(metrics).toContain('check_stage_duration_seconds_count{service="imap",stage="resolve",verdict="passed"} ');
    expect(metrics).toContain('checks_running 2');
    expect(metrics).toContain('checks_waiting 1');
    expect(metrics).toContain('nodejs_eventloop_lag_p99_seconds');
  });
});

describe('the page', () => {
  async function withPage(use: (url: string) => Promise<void>, environment = {}): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'page-'));
    try {
      await mkdir(join(folder, 'assets'));
      await mkdir(join(folder, '.vite'));
      const words = ['en', 'sv'].map((locale) => [`../catalogue/${locale}/first-words.ts`, { file: `assets/words-${locale}.js` }]);
      await writeFile(join(folder, '.vite', 'manifest.json'), JSON.stringify(Object.fromEntries([['index.html', { file: 'assets/main.js' }], ...words])));
      await writeFile(join(folder, 'index.html'), '<!doctype html><title>Page</title>');
      await writeFile(join(folder, 'favicon.svg'), '<svg/>');
      await writeFile(join(folder, 'assets', 'lab-page-abc123.js'), 'export {}');
      await writeFile(join(folder, 'assets', 'main-abc123.js'), `console.log('${'page '.repeat(1_000)}')`);
      await using service = await serveFake({ page: folder, environment });
      await use(service.url);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it('is the same document on every path of its own, always fresh', async () => {
    await withPage(async (url) => {
      for (const path of ['/', '/lab', '/troubleshooting', '/troubleshooting/unauthorized', '/?x=1.5']) {
        const response = await fetch(url + path);
        expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8']);
        expect(response.headers.get('cache-control')).toBe('no-cache');
        expect(await response.text()).toContain('<title>Page</title>');
      }
    });
  });

  it('tells the browser at once which words it is going to need', async () => {
    await withPage(async (url) => {
      const linkTo = async (path: string, languages: string) => (await fetch(url + path, { headers: { 'Accept-Language': languages } })).headers.get('link');
      expect(await linkTo('/', 'de, en;q=0.5')).toBe('</assets/words-en.js>; rel=modulepreload');
      expect(await linkTo('/', 'sv-SE, en;q=0.5')).toBe('</assets/words-sv.js>; rel=modulepreload');
      expect(await linkTo('/?lang=sv', 'en')).toBe('</assets/words-sv.js>; rel=modulepreload');
      expect(await linkTo('/?lang=nl', 'en')).toBeNull();
      expect((await fetch(`${url}/.vite/manifest.json`)).status).toBe(404);
    });
  });

  it('keeps what has a hash in its name for ever, compressed where the browser can', async () => {
    await withPage(async (url) => {
      for (const coding of ['br', 'gzip', 'identity']) {
        const response = await fetch(`${url}/assets/main-abc123.js`, { headers: { 'Accept-Encoding': coding } });
        expect([response.status, response.headers.get('content-encoding') ?? 'identity']).toEqual([200, coding]);
        expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
        expect(response.headers.get('vary')).toBe('Accept-Encoding');
        expect(await response.text()).toMatch(/^console\.log\('page /);
      }
      expect((await fetch(`${url}/favicon.svg`)).headers.get('content-type')).toMatch('image/svg+xml');
    });
  });

  it('answers a link to a story of the lab, and without a lab with a document that is not found, and with none of its script', async () => {
    const statuses = (url: string) =>
      Promise.all(['/lab', '/lab/healthy?lang=nl', '/assets/lab-page-abc123.js'].map(async (path) => (await fetch(url + path)).status));
    await withPage(async (url) => expect(await statuses(url)).toEqual([200, 200, 200]));
    await withPage(
      async (url) => {
        expect(await statuses(url)).toEqual([404, 404, 404]);
        expect(await (await fetch(`${url}/lab/healthy`)).text()).toContain('<title>Page</title>');
        expect((await fetch(`${url}/assets/main-abc123.js`)).status).toBe(200);
      },
      { LAB: 'off' },
    );
  });

  it('gives out nothing else, least of all what lies beside it', async () => {
    await withPage(async (url) => {
      for (const path of ['/assets/none.js', '/none.png', '/..%2fpackage.json', '/assets/..%2f..%2fpackage.json', '/.git/config', '/%00.js']) {
        expect([path, (await fetch(url + path)).status]).toEqual([path, expect.toSatisfy((status: number) => [400, 403, 404].includes(status))]);
      }
      expect((await fetch(`${url}/`, { method: 'POST' })).status).toBe(404);
    });
  });

  it('says how to build it when it has not been built', async () => {
    await using service = await serveFake({ page: join(tmpdir(), 'no-such-page') });
    const response = await fetch(`${service.url}/`);
    expect([response.status, await response.text()]).toEqual([503, 'The page has not been built. Run: npm run build\n']);
  });
});

describe('a hostile client', () => {
  it('cannot hold a connection by sending slowly', async () => {
    await using service = await serveFake({ bounds: { headersMs: 50, requestMs: 100 } });
    expect(await sendRaw(service.url, 'POST /api/checks HTTP/1.1\r\nHost: localhost\r\n')).toMatch(/^HTTP\/1\.1 408 /);
    const slowBody = 'POST /api/checks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    expect(await sendRaw(service.url, slowBody)).toMatch(/^HTTP\/1\.1 408 |^$/);
  });

  it.each([
    ['no host', 'GET /api/config HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 403 /],
    ['an empty host', 'GET /api/config HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 403 /],
    ['two hosts', 'GET /api/config HTTP/1.1\r\nHost: localhost\r\nHost: evil.test\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['no HTTP', 'EHLO evil.test\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['a huge head', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    ['a whole address', 'GET http://evil.test/api/config HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 403 /],
  ])('with %s gets nothing', async (_name, bytes, answer) => {
    await using service = await serveFake();
    expect(await sendRaw(service.url, bytes)).toMatch(answer);
  });
});

describe('the log', () => {
  it('has a line for each request and nothing of what it carried', async () => {
    await using service = await serveFake();
    const canary = 'canary-3f9a-\\u001b[31m';
    await post(service.url, { ...aRequest, password: canary });
    await post(service.url, { ...aRequest, password: canary, nothing: canary });
    await post(service.url, `{"password":"${canary}`);
    await fetch(`${service.url}/api/config?password=${canary}`, { headers: { Cookie: canary, Authorization: canary, Referer: `http://localhost/?${canary}` } });
    const lines = service.logs().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')).toMatchObject([
      { req: { method: 'POST', path: '/api/checks' }, res: { status: 202 } },
      { req: { method: 'POST', path: '/api/checks' }, res: { status: 400 } },
      { req: { method: 'POST', path: '/api/checks' }, res: { status: 400 } },
      { req: { method: 'GET', path: '/api/config' }, res: { status: 200 } },
    ]);
    expect(service.logs()).not.toContain('canary');
    expect(service.logs()).not.toContain(aRequest.email);
  });

  it('takes no line and no escape from a path', async () => {
    await using service = await serveFake();
    await sendRaw(service.url, 'GET /a%0a%1b[31m\u009b31m HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(service.logs()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(service.logs().trim().split('\n')).toHaveLength(1);
  });
});
