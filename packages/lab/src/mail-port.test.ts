import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import type { PortBehaviour, ServerBehaviour } from './behaviour.ts';
import { type Lab, startLab } from './lab.ts';
import { scenario } from './scenario.ts';
import { connectRaw, locate } from './testing/raw-client.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function labWith(imap: Partial<ServerBehaviour<never>>): Promise<Lab> {
  const lab = await startLab({ scenarios: [scenario('test', { imap, outcome: 'failed' })] });
  opened.push(() => lab.close());
  return lab;
}

async function firstLine(behaviour: PortBehaviour): Promise<string> {
  const client = await connectRaw(await labWith({ ports: { 143: behaviour } }), { service: 'imap', port: 143 });
  opened.push(() => client.close());
  return client.line();
}

test.each<[PortBehaviour, string]>([
  ['reset', 'reset'],
  ['close', 'closed'],
  ['http', 'HTTP/1.1 400 Bad Request'],
  ['ssh', 'SSH-2.0-OpenSSH_9.9'],
  ['pop3', '+OK POP3 server ready'],
])('a port that is %j says %j', async (behaviour, said) => {
  expect(await firstLine(behaviour)).toBe(said);
});

test.each([
  [993, 'ECONNREFUSED'],
  [12_345, 'ECONNREFUSED'],
  [143, 'ENETUNREACH'],
])('a connection to port %i fails with %s', async (port, code) => {
  const place = locate(await labWith({ ports: { 993: 'refuse', 143: 'unreachable' } }), { service: 'imap', port });
  const [error] = await once(
    connect({ host: place.address, port: place.port }).on('connect', () => {}),
    'error',
  ).catch((reason: unknown) => [reason]);
  expect(error).toMatchObject({ code });
});

test('an unanswered port lets everybody wait, and closes with the lab', async () => {
  const lab = await startLab({ scenarios: [scenario('test', { imap: { ports: { 143: 'unanswered' } }, outcome: 'failed' })] });
  const place = locate(lab, { service: 'imap', port: 143 });
  const socket = connect({ host: place.address, port: place.port });
  const outcome = Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => 'failed');
  const pause = new Promise<string>((resolve) => setTimeout(resolve, 100, 'nothing yet'));
  expect(await Promise.race([outcome, pause])).toBe('nothing yet');
  socket.destroy();
  await lab.close();
  const [error] = await once(connect({ host: place.address, port: place.port }), 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
});

test('a silent port takes what it is given, says nothing, and leaves when the client does', async () => {
  const lab = await labWith({ ports: { 143: 'silent' } });
  const client = await connectRaw(lab, { service: 'imap', port: 143 });
  const answer = client.line();
  client.send('a NOOP\r\n'.repeat(10_000));
  const pause = new Promise<string>((resolve) => setTimeout(resolve, 50, 'nothing yet'));
  expect(await Promise.race([answer, pause])).toBe('nothing yet');
  client.close();
  expect(lab.log('test')).toEqual([{ type: 'connected', service: 'imap', port: 143, connection: 1 }]);
});

test('TLS meets clear text, and clear text meets TLS', async () => {
  const lab = await labWith({ ports: { 993: 'starttls', 143: 'tls' } });
  const place = locate(lab, { service: 'imap', port: 993 });
  const socket = connectTls({ host: place.address, port: place.port, ca: lab.rootPem, servername: place.host });
  const [error] = await once(socket, 'secureConnect').catch((reason: unknown) => [reason]);
  expect(error).toMatchObject({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' });
  const client = await connectRaw(lab, { service: 'imap', port: 143 });
  client.send('a NOOP\r\n');
  expect(await client.line()).not.toMatch(/^\* OK/);
});

test.each([
  [{}, undefined],
  [{ names: ['server7.example.test'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [{ defect: 'expired' }, 'CERT_HAS_EXPIRED'],
  [{ defect: 'not-yet-valid' }, 'CERT_NOT_YET_VALID'],
  [{ defect: 'self-signed' }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [{ defect: 'unknown-issuer' }, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  [{ defect: 'missing-intermediate' }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
] as const)('a client that trusts the root judges the certificate %j as %j', async (certificate, code) => {
  const lab = await labWith({ certificate });
  const socket = await shakeHands(lab);
  expect(socket.authorizationError ?? undefined).toBe(code);
  socket.destroy();
});

test('a server that knows old versions of TLS alone says so', async () => {
  const lab = await labWith({ tls: 'outdated' });
  await expect(shakeHands(lab)).rejects.toMatchObject({ code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' });
});

test('a weak key is one of 1024 bits', async () => {
  const socket = await shakeHands(await labWith({ certificate: { defect: 'weak-key' } }));
  expect(socket.getPeerCertificate()).toMatchObject({ bits: 1024 });
  socket.destroy();
});

async function shakeHands(lab: Lab): Promise<TLSSocket> {
  const place = locate(lab, { service: 'imap', port: 993 });
  const secureContext = lab.privateHost(place.host)?.secureContext;
  const socket = connectTls({
    host: place.address,
    port: place.port,
    servername: place.host,
    rejectUnauthorized: false,
    ...(secureContext && { secureContext }),
  });
  await once(socket, 'secureConnect');
  return socket;
}
