import { once } from 'node:events';
import { createServer, connect as dial, type Server } from 'node:net';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { expect, test } from 'vitest';
import { createCertificateAuthority } from './certificate-authority.ts';
import { type Flight, startDelayingProxy } from './delaying-proxy.ts';

test('a greeting comes two round trips after the SYN, and every answer one more', async () => {
  const server = createServer((socket) => {
    socket.write('greeting');
    socket.on('data', (data) => socket.write(data));
  });
  const flights: Flight[] = [];
  await using proxy = await startDelayingProxy({ target: await listen(server), delayMs: 20, onFlight: (flight) => flights.push(flight) });
  const started = performance.now();
  const client = dial(proxy.port, proxy.host);
  let heard = '';
  client.on('data', (data) => {
    heard += data;
  });
  await expect.poll(() => heard).toBe('greeting');
  expect(performance.now() - started).toBeGreaterThan(75);
  client.write('one ');
  await new Promise(setImmediate);
  client.write('two ');
  await expect.poll(() => heard).toContain('two');
  client.end('three ');
  await once(client, 'end');
  expect(heard).toContain('three');
  expect(flights).toEqual([
    { connection: 1, afterRoundTrips: 0 },
    { connection: 1, afterRoundTrips: 2 },
    { connection: 1, afterRoundTrips: 3 },
  ]);
  server.close();
});

test('what a client sends at once starts when the TCP handshake is over', async () => {
  const authority = await createCertificateAuthority();
  const { certificate, key } = await authority.issue({ names: ['mail.example.test'] });
  const server = createTlsServer({ cert: certificate, key }, (socket) => socket.end('greeting'));
  const flights: number[] = [];
  await using proxy = await startDelayingProxy({
    target: await listen(server),
    delayMs: 10,
    onFlight: ({ afterRoundTrips }) => flights.push(afterRoundTrips),
  });
  const started = performance.now();
  const client = connectTls({ port: proxy.port, host: proxy.host, servername: 'mail.example.test', ca: authority.rootPem });
  expect(await nextText(client)).toBe('greeting');
  expect(performance.now() - started).toBeGreaterThan(55);
  // The SYN, the ClientHello, and Finished together with our good-bye.
  expect(flights.slice(0, 3)).toEqual([0, 1, 2]);
  client.destroy();
  server.close();
});

test('a server that is not there resets the connection, and stopping the proxy closes what is open', async () => {
  const server = createServer();
  const target = await listen(server);
  const open = await startDelayingProxy({ target, delayMs: 1 });
  const client = dial(open.port, open.host);
  const [far] = await once(server, 'connection');
  await open.stop();
  await Promise.all([once(client, 'close'), once(far, 'close')]);
  server.close();

  await using proxy = await startDelayingProxy({ target, delayMs: 1 });
  const [error] = await once(dial(proxy.port, proxy.host), 'error');
  expect(error).toMatchObject({ code: 'ECONNRESET' });
});

async function listen(server: Server): Promise<{ readonly host: string; readonly port: number }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { host: '127.0.0.1', port: address.port };
}

async function nextText(socket: NodeJS.ReadableStream): Promise<string> {
  const [data] = await once(socket, 'data');
  return String(data);
}
