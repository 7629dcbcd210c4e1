import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { fakeCheck } from '../testing/fake-check.ts';
import { readEvents } from '../testing/read-events.ts';
import { serveFake, start } from '../testing/serve-fake.ts';

const drip = 'POST /api/checks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n';

/** Connections that have sent this much and go on no further. */
async function hold(url: string, count: number, bytes: string): Promise<readonly Socket[]> {
  const { hostname, port } = new URL(url);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.resume().write(bytes);
      return socket;
    }),
  );
}

async function ask(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write('GET /api/config HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  return (await text(socket).catch(() => '')).slice(0, 12);
}

const few = { sockets: { perClient: 20, proxies: [] } };

describe('A client that holds connections', () => {
  it.each([
    ['and sends nothing', ''],
    ['in the middle of a head', 'GET / HTTP/1.1\r\nHost: loc'],
    ['in the middle of a body', `${drip}\r\n{"email":`],
    ['after an answer', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('%s loses the oldest to each new one, and shuts out nobody', async (_, bytes) => {
    await using service = await serveFake({ bounds: few });
    const sockets = await hold(service.url, 60, bytes);
    for (let round = 0; round < 5; round += 1) expect(await ask(service.url)).toBe('HTTP/1.1 200');
    await expect.poll(() => sockets.filter((socket) => socket.closed || socket.destroyed).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(40);
    for (const socket of sockets) socket.destroy();
  });

  it('loses none that is being answered: the one too many is closed', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await serveFake({ bounds: few, run: fakeCheck(() => gate.promise) });
    const { events } = await start(service.url);
    const follow = `GET ${new URL(events).pathname} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    const streams = await hold(service.url, 20, follow);
    const begun = Promise.all(streams.map((socket) => once(socket, 'data')));
    const told = streams.map((socket) => text(socket));
    await begun;
    expect(await ask(service.url)).toBe('');
    gate.resolve();
    for (const stream of await Promise.all(told)) expect(stream).toContain('event: check-end');
    expect(await ask(service.url)).toBe('HTTP/1.1 200');
  });

  it('behind a proxy that is configured is not told by its connections', async () => {
    await using service = await serveFake({ bounds: { sockets: { perClient: 2, proxies: ['127.0.0.0/8'] } } });
    const sockets = await hold(service.url, 10, 'GET / HTTP/1.1\r\n');
    expect(await ask(service.url)).toBe('HTTP/1.1 200');
    expect(sockets.some((socket) => socket.closed)).toBe(false);
    for (const socket of sockets) socket.destroy();
  });

  it.each([
    ['sends nothing', ''],
    ['sends its head drop by drop', drip],
    ['sends its body drop by drop', `${drip}\r\n{`],
  ])('is cut off in time when it %s, while others are answered', async (_, bytes) => {
    await using service = await serveFake({ bounds: { headersMs: 300, requestMs: 300, silenceMs: 400 } });
    const sockets = await hold(service.url, 10, bytes);
    const drops = setInterval(() => {
      for (const socket of sockets) if (bytes === drip && socket.writable) socket.write('x');
    }, 50);
    const closed = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    let isOver = false;
    const over = closed.finally(() => {
      isOver = true;
    });
    while (!isOver) expect(await ask(service.url)).toBe('HTTP/1.1 200');
    await over;
    clearInterval(drops);
  });
});

it('A client that does not read what it asked for is cut off too', async () => {
  const page = await mkdtemp(join(tmpdir(), 'page-'));
  await writeFile(join(page, 'large.bin'), Buffer.alloc(20_000_000));
  await using service = await serveFake({ page, bounds: { silenceMs: 500, sockets: { perClient: 1, proxies: [] } } });
  const sockets = await hold(service.url, 1, 'GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
  for (const socket of sockets) {
    await once(socket, 'data');
    socket.pause();
  }
  // Its connection counts as being answered until it is cut; then there is room again.
  await expect.poll(() => ask(service.url), { interval: 10, timeout: 10_000 }).toBe('');
  await expect.poll(() => ask(service.url), { timeout: 10_000 }).toBe('HTTP/1.1 200');
  for (const socket of sockets) socket.destroy();
  await rm(page, { recursive: true });
});

it('A client that sends many requests at once gets a hundred answers from one connection', async () => {
  await using service = await serveFake();
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  socket.end('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(1_000));
  const answers = (await text(socket)).match(/HTTP\/1\.1 200 /g);
  expect(answers).toHaveLength(100);
});

describe('Followers', () => {
  it('of one check and of one client are so many at the same time; one more is told to come back', async () => {
    const gate = Promise.withResolvers<void>();
    await using service = await serveFake({ followers: { perCheck: 2, perClient: 3 }, run: fakeCheck(() => gate.promise) });
    const [one, other] = [await start(service.url), await start(service.url)];
    const open = await Promise.all([fetch(one.events), fetch(one.events)]);
    const third = await fetch(one.events);
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '5']);
    open.push(await fetch(other.events));
    expect((await fetch(other.events)).status).toBe(429);
    gate.resolve();
    for (const response of open) expect(await response.text()).toContain('event: check-end');
    expect((await readEvents(one.events)).length).toBeGreaterThan(5);
  });
});
