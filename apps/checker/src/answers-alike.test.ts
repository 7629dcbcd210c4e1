import { once } from 'node:events';
import { createServer as createWebServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { discoverServers, followCheck, startCheck } from '@inbox-connect/client';
import { startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';
import { expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { startServer } from './server.ts';

/** Where the port of a mail server is open, and where it is closed: both inside, where nobody may look. */
const places = { open: '127.0.0.3', closed: '127.0.0.4' } as const;
type Place = keyof typeof places;

it('open and closed ports inside give the same answers in the same time, by address, by name and by discovery', async () => {
  await using parts = new AsyncDisposableStack();
  const listen = async (server: Server, address: string) => {
    server.listen(0, address);
    await once(server, 'listening');
    parts.defer(() => void server.close());
    return portOf(server.address());
  };
  let visits = 0;
  const visited = createServer((socket) => {
    visits += 1;
    socket.end('* OK ready\r\n');
  });
  const port = await listen(visited, places.open);
  const ispdb = await listen(
    createWebServer((request, response) => void response.writeHead(302, { Location: `http://${places[placeIn(request.url)]}:${port}/` }).end()),
    '127.0.0.2',
  );
  await using dns = await startStubDnsServer(({ name, type }) => (type === 'A' ? [places[placeIn(name)]] : type === 'AAAA' ? [] : 'NXDOMAIN'));
  const settings = { DNS_SERVERS: dns.address, ALLOWED_NETWORKS: '127.0.0.2/32', ALLOWED_PORTS: '*', AUTOCONFIG_ISPDB_URL: `http://127.0.0.2:${ispdb}` };
  const server = await startServer(parseConfig({ PORT: '0', LAB: 'off', RATE_LIMITS: 'off', ...settings }), { logStream: { write: () => {} } });
  parts.defer(() => server.close());

  const check = async (host: string, place: Place) => {
    const startedAt = performance.now();
    const endpoint = { host, port, security: 'tls' } as const;
    const request = { email: `anna@${place}.test`, password: 'a password', imap: endpoint, smtp: endpoint };
    const { id } = await startCheck(request, { baseUrl: server.url });
    const events = await Array.fromAsync(followCheck(id, { baseUrl: server.url }));
    return { told: withoutTraces(events, place), durationMs: performance.now() - startedAt };
  };
  const byName = (place: Place) => check(`imap.${place}.test`, place);
  const byAddress = (place: Place) => check(places[place], place);
  for (const way of [byName, byAddress]) {
    // By turns, so that a busy moment of the machine falls on both.
    const durations = { open: Number.POSITIVE_INFINITY, closed: Number.POSITIVE_INFINITY };
    for (let round = 0; round < 12; round += 1) {
      const [open, closed] = [await way('open'), await way('closed')];
      expect(open.told).toEqual(closed.told);
      expect(open.told).toContain('address-not-permitted');
      durations.open = Math.min(durations.open, open.durationMs);
      durations.closed = Math.min(durations.closed, closed.durationMs);
    }
    expect(Math.max(durations.open, durations.closed) / Math.min(durations.open, durations.closed)).toBeLessThan(3);
  }
  const discover = async (place: Place) => withoutTraces(await discoverServers(`anna@${place}.test`, { baseUrl: server.url }), place);
  const found = await discover('open');
  expect(found).toBe(await discover('closed'));
  expect(found).toContain('not-permitted');
  expect(visits).toBe(0);
}, 60_000);

/** An answer as text, without what is different in each: the place that was asked for, identifiers and times. */
function withoutTraces(answer: unknown, place: Place): string {
  return JSON.stringify(answer)
    .replaceAll(places[place], 'place')
    .replaceAll(`${place}.test`, 'place.test')
    .replaceAll(/"(?:at|durationMs)":\d+|"(?:id|startedAt)":"[^"]*"/g, '');
}

function placeIn(text = ''): Place {
  return text.includes('open') ? 'open' : 'closed';
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  return address.port;
}
