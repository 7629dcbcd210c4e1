import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { TlsOptions } from 'node:tls';
import type { Observation } from '@inbox-connect/core';
import { createCertificateAuthority } from '@inbox-connect/lab';
import { describe, expect, it } from 'vitest';
import type { CertificatePolicy } from './certificate.ts';
import { createNetwork } from './network.ts';
import type { ResolvedHost } from './resolve-host.ts';
import { secure } from './secure.ts';
import { issueCertificate } from './testing/issue-certificate.ts';
import { type Listener, startListener } from './testing/listener.ts';
import { openSockets } from './testing/open-sockets.ts';
import { runStep, type StepResult } from './testing/run-step.ts';
import { startTlsListener } from './testing/tls-listener.ts';
import { createTrust } from './trust.ts';

const host = 'mail.example.test';
const strict: CertificatePolicy = { allowNonSecureCertificate: false, trustedCertificates: [] };
const lenient: CertificatePolicy = { ...strict, allowNonSecureCertificate: true };
const never = new AbortController().signal;

const authority = await createCertificateAuthority();
const network = createNetwork({ dnsServers: [], allowedNetworks: [], allowedPorts: [993], extraCertificates: authority.rootPem });
const resolved: ResolvedHost = { host, addresses: [{ address: '127.0.0.1', family: 4 }] };

async function dialled(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Secures a connection to a TLS server and says what it got from us until all was over. */
async function secureWith(options: TlsOptions, policy = strict, target = resolved) {
  await using server = await startTlsListener(options);
  const result = await runStep(secure(await dialled(server.port), target, network, policy, never));
  if (result.value === undefined) await pause(20);
  else {
    expect(String(await once(result.value, 'data'))).toBe('* OK ready\r\n');
    result.value.write('a1 LOGIN user secret\r\n');
    while (server.received() === '') await pause(1);
  }
  result.value?.destroy();
  return { ...result, received: server.received(), serverNames: server.serverNames, resumed: server.resumed };
}

/** What a server that is no TLS server makes of us. */
async function secureAgainst(behave: (socket: Socket) => void): Promise<StepResult<unknown>> {
  const before = await openSockets();
  await using listener = await startListener('127.0.0.1', behave);
  const result = await runStep(secure(await dialled(listener.port), resolved, network, strict, never));
  await departures(listener);
  expect(await openSockets()).toBe(before);
  return result;
}

async function departures(listener: Listener): Promise<void> {
  await Promise.all(listener.connections.map((socket) => socket.closed || once(socket.resume(), 'close')));
}

const types = (facts: readonly Observation[]) => facts.map(({ type }) => type);

describe('a sound server', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is secured with %s, told, and handed on with its greeting unread', async (version) => {
    const { certificate: cert, key } = await authority.issue({ names: [host] });
    const { facts, received, serverNames, value } = await secureWith({ cert, key, maxVersion: version });
    expect(facts).toMatchObject([
      { type: 'tls-established', version, cipher: expect.stringMatching(/^TLS_/) },
      { type: 'certificate-presented', host, defects: [], decision: 'valid' },
    ]);
    expect(serverNames).toEqual([host]);
    expect(received).toBe('a1 LOGIN user secret\r\n');
    expect(value?.encrypted).toBe(true);
  });

  it('is asked for no name when the host is an address', async () => {
    const { certificate: cert, key } = await authority.issue({ names: ['127.0.0.1'] });
    const { facts, serverNames } = await secureWith({ cert, key }, strict, { ...resolved, host: '127.0.0.1' });
    expect(facts).toMatchObject([{}, { decision: 'valid' }]);
    expect(serverNames).toEqual([false]);
  });

  it('never resumes a session, so that each check sees the certificate', async () => {
    const { certificate: cert, key } = await authority.issue({ names: [host] });
    await using server = await startTlsListener({ cert, key, maxVersion: 'TLSv1.2' });
    for (let round = 0; round < 3; round += 1) {
      const { value, facts } = await runStep(secure(await dialled(server.port), resolved, network, strict, never));
      if (value !== undefined) await once(value, 'data');
      value?.destroy();
      expect(types(facts)).toEqual(['tls-established', 'certificate-presented']);
    }
    expect(server.resumed).toEqual([false, false, false]);
  });

  it('of a private host is trusted through its own authority alone', async () => {
    const stranger = await createCertificateAuthority();
    const { certificate: cert, key } = await stranger.issue({ names: [host] });
    const lab = { addresses: ['127.0.0.1'], target: (address: string, port: number) => ({ address, port }), secureContext: createTrust(stranger.rootPem) };
    expect((await secureWith({ cert, key }, strict, { ...resolved, privateHost: lab })).facts).toMatchObject([{}, { decision: 'valid' }]);
    expect((await secureWith({ cert, key })).facts).toMatchObject([{}, { decision: 'refused' }]);
  });
});

describe('a defective certificate', () => {
  it.each(['expired', 'not-yet-valid', 'self-signed', 'unknown-issuer', 'missing-intermediate'] as const)('%s: not one byte is written', async (defect) => {
    const { certificate: cert, key } = await authority.issue({ names: [host], defect });
    const { facts, failed, received } = await secureWith({ cert, key });
    expect(failed).toBe(true);
    expect(facts).toMatchObject([{ type: 'tls-established' }, { type: 'certificate-presented', decision: 'refused' }]);
    expect(received).toBe('');
  });

  it('is gone over when the person allowed it', async () => {
    const { certificate: cert, key } = await authority.issue({ names: ['other.test'], defect: 'expired' });
    const { facts, received } = await secureWith({ cert, key }, lenient);
    expect(facts).toMatchObject([{}, { defects: ['certificate-expired', 'certificate-name-mismatch'], decision: 'allowed' }]);
    expect(received).toBe('a1 LOGIN user secret\r\n');
  });

  it('ends the connection before the first fact is read', async () => {
    const { certificate: cert, key } = await authority.issue({ names: ['other.test'] });
    await using server = await startTlsListener({ cert, key });
    const socket = await dialled(server.port);
    const step = secure(socket, resolved, network, strict, never);
    await step.next();
    expect(socket.destroyed).toBe(true);
  });
});

describe('old and weak servers', () => {
  it.each<[string, TlsOptions, string]>([
    ['TLS 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' }, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
    [
      'ciphers that nobody shares',
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-CAMELLIA128-SHA256:AES128-CCM8:@SECLEVEL=0' },
      'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
    ],
  ])('%s: %s', async (_, options, code) => {
    const { certificate: cert, key } = await authority.issue({ names: [host] });
    const { facts, failed } = await secureWith({ cert, key, ...options }, lenient);
    expect(failed).toBe(true);
    expect(facts).toMatchObject([{ type: 'handshake-failed', code, ...(code.endsWith('VERSION') && { flaw: 'old-tls-version' }) }]);
  });

  it('with a weak key are refused whatever was allowed', async () => {
    const root = await issueCertificate({ name: 'Weak Root', rsaBits: 1024 });
    const weak = await issueCertificate({ name: host, names: [host], rsaBits: 1024 });
    const expired = await issueCertificate({ name: host, names: [host], rsaBits: 1024, days: [-30, -1] });
    const below = await issueCertificate({ name: host, names: [host], issuer: root });
    const policy = { ...lenient, trustedCertificates: [weak.fingerprint256] };
    for (const { pem: cert, key } of [weak, expired]) {
      const { facts, failed, received } = await secureWith({ cert, key, ciphers: 'DEFAULT:@SECLEVEL=0' }, policy);
      expect([failed, received]).toEqual([true, '']);
      expect(facts).toMatchObject([
        { type: 'tls-established' },
        { type: 'handshake-failed', code: 'ERR_SSL_EE_KEY_TOO_SMALL', flaw: 'weak-key', keyBits: 1024, leastKeyBits: 2048 },
      ]);
    }
    const lab = { addresses: [], target: (address: string, port: number) => ({ address, port }), secureContext: createTrust(root.pem) };
    const { facts } = await secureWith({ cert: below.pem, key: below.key }, policy, { ...resolved, privateHost: lab });
    expect(facts).toMatchObject([{ type: 'tls-established' }, { type: 'handshake-failed', code: 'ERR_SSL_CA_KEY_TOO_SMALL' }]);
  });
});

describe('a certificate with a weak signature', () => {
  it('is told as such, and let pass when the person allowed it', async () => {
    const root = await issueCertificate({ name: 'Test Root' });
    const { pem: cert, key } = await issueCertificate({ name: host, names: [host], issuer: root, hash: 'SHA-1' });
    const known = { addresses: [], target: (address: string, port: number) => ({ address, port }), secureContext: createTrust(root.pem) };
    const serve = { cert, key, ciphers: 'DEFAULT:@SECLEVEL=0' };
    const refused = await secureWith(serve, strict, { ...resolved, privateHost: known });
    expect([refused.failed, refused.received]).toEqual([true, '']);
    expect(refused.facts).toMatchObject([
      { type: 'tls-established' },
      { type: 'handshake-failed', code: 'ERR_SSL_CA_MD_TOO_WEAK', message: 'ecdsa-with-SHA1', flaw: 'weak-signature' },
    ]);
    expect((await secureWith(serve, lenient, { ...resolved, privateHost: known })).failed).toBe(false);
  });
});

describe('a server that does not speak TLS', () => {
  it.each<[string, (socket: Socket) => void, Observation]>([
    [
      'greets in clear text',
      (socket) => socket.write('* OK ready\r\n'),
      { type: 'handshake-failed', code: 'ERR_SSL_WRONG_VERSION_NUMBER', message: 'wrong version number' },
    ],
    [
      'answers in HTTP',
      (socket) => socket.once('data', () => socket.end('HTTP/1.0 400 Bad\r\n\r\n')),
      { type: 'handshake-failed', code: 'ERR_SSL_WRONG_VERSION_NUMBER', message: 'wrong version number' },
    ],
    ['hangs up', (socket) => socket.end(), { type: 'connection-closed', awaiting: 'handshake' }],
    ['hangs up on our hello', (socket) => socket.once('data', () => socket.end()), { type: 'connection-closed', awaiting: 'handshake' }],
    ['resets', (socket) => socket.once('data', () => socket.resetAndDestroy()), { type: 'connection-closed', code: 'ECONNRESET', awaiting: 'handshake' }],
    [
      'sends an alert',
      (socket) => socket.once('data', () => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 40]))),
      { type: 'handshake-failed', code: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', message: 'ssl/tls alert handshake failure' },
    ],
  ])('but %s', async (_, behave, fact) => {
    const { facts, failed } = await secureAgainst(behave);
    expect(failed).toBe(true);
    expect(facts).toEqual([fact]);
  });

  it('nor is there any more', async () => {
    await using listener = await startListener('127.0.0.1');
    const socket = await dialled(listener.port);
    socket.destroy();
    const { facts, failed } = await runStep(secure(socket, resolved, network, strict, never));
    expect([facts, failed]).toEqual([[{ type: 'connection-closed', awaiting: 'handshake' }], true]);
  });
});

describe('a signal that aborts', () => {
  it.each<[string, (socket: Socket) => void, string[]]>([
    ['while nothing comes', () => {}, ['nothing-received']],
    ['in the middle of the server’s hello', (socket) => socket.write(Buffer.from([0x16, 3, 3])), []],
  ])('%s closes the connection at once', async (_, behave, facts) => {
    const before = await openSockets();
    await using listener = await startListener('127.0.0.1', (socket) => {
      socket.resume();
      behave(socket);
    });
    const socket = await dialled(listener.port);
    const abort = new AbortController();
    const running = runStep(secure(socket, resolved, network, strict, abort.signal));
    await pause(30);
    abort.abort();
    expect(socket.destroyed).toBe(true);
    const result = await running;
    await departures(listener);
    expect(result.failed).toBe(true);
    expect(types(result.facts)).toEqual(facts);
    expect(await openSockets()).toBe(before);
  });

  it('before the handshake makes none', async () => {
    await using listener = await startListener('127.0.0.1');
    const socket = await dialled(listener.port);
    const { facts, failed } = await runStep(secure(socket, resolved, network, strict, AbortSignal.abort()));
    expect([facts, failed, socket.destroyed]).toEqual([[], true, true]);
  });

  it('after the hand-over leaves the connection alone', async () => {
    const { certificate: cert, key } = await authority.issue({ names: [host] });
    await using server = await startTlsListener({ cert, key });
    const abort = new AbortController();
    const { value } = await runStep(secure(await dialled(server.port), resolved, network, strict, abort.signal));
    abort.abort();
    expect(value?.destroyed).toBe(false);
    value?.destroy();
  });
});

it('closes the connection when nobody wants it any more', async () => {
  const { certificate: cert, key } = await authority.issue({ names: [host] });
  await using server = await startTlsListener({ cert, key });
  const socket = await dialled(server.port);
  for await (const fact of secure(socket, resolved, network, strict, never)) {
    expect(fact.type).toBe('tls-established');
    break;
  }
  expect(socket.destroyed).toBe(true);
});
