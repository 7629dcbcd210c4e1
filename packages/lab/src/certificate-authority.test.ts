import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { type CertificateRequest, createCertificateAuthority, type IssuedCertificate } from './certificate-authority.ts';

const names = ['mail.example.test', '127.0.0.1', '::1'];
const authority = await createCertificateAuthority();

const verdicts: readonly (CertificateRequest & { readonly tls: string | undefined; readonly openssl: RegExp })[] = [
  { names, tls: undefined, openssl: /: OK$/m },
  { names, defect: 'expired', tls: 'CERT_HAS_EXPIRED', openssl: /error 10 at 0 depth/ },
  { names, defect: 'not-yet-valid', tls: 'CERT_NOT_YET_VALID', openssl: /error 9 at 0 depth/ },
  { names, defect: 'self-signed', tls: 'DEPTH_ZERO_SELF_SIGNED_CERT', openssl: /error 18 at 0 depth/ },
  { names, defect: 'unknown-issuer', tls: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', openssl: /error 20 at 1 depth/ },
  { names, defect: 'missing-intermediate', tls: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', openssl: /error 20 at 0 depth/ },
  { names: ['other.example.test'], tls: 'ERR_TLS_CERT_ALTNAME_INVALID', openssl: /error 62 at 0 depth/ },
];

test.each(verdicts)('Node judges a certificate of $names with defect $defect as $tls', async ({ tls, openssl, ...request }) => {
  const issued = await authority.issue(request);
  const client = await shakeHands(issued, authority.rootPem);
  expect(client.authorizationError ?? undefined).toBe(tls);
  expect(client.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(issued.fingerprint256);
  client.destroy();
});

test.each(verdicts)('OpenSSL judges a certificate of $names with defect $defect likewise', async ({ tls, openssl, ...request }) => {
  expect(await opensslVerify(await authority.issue(request), authority.rootPem)).toMatch(openssl);
});

test('an address in the names is good for a connection to that address', async () => {
  const issued = await authority.issue({ names });
  const client = await shakeHands(issued, authority.rootPem, '127.0.0.1');
  expect(client.authorized).toBe(true);
  client.destroy();
});

test('another authority of the same name is not trusted', async () => {
  const stranger = await createCertificateAuthority();
  const client = await shakeHands(await stranger.issue({ names }), authority.rootPem);
  expect(client.authorized).toBe(false);
  client.destroy();
});

async function shakeHands({ certificate, key }: IssuedCertificate, ca: string, host = 'mail.example.test'): Promise<TLSSocket> {
  const server = createServer({ cert: certificate, key });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const servername = host === '127.0.0.1' ? '' : host;
  const client = connect({ host: '127.0.0.1', port: address.port, servername, ca, rejectUnauthorized: false });
  await once(client, 'secureConnect');
  server.close();
  return client;
}

async function opensslVerify({ certificate }: IssuedCertificate, ca: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'certificate-'));
  try {
    await Promise.all([writeFile(join(directory, 'chain.pem'), certificate), writeFile(join(directory, 'root.pem'), ca)]);
    const options = ['-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'mail.example.test', '-no-CApath', '-CAfile', 'root.pem'];
    const { stdout, stderr } = spawnSync('openssl', ['verify', ...options, '-untrusted', 'chain.pem', 'chain.pem'], { cwd: directory, encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    await rm(directory, { recursive: true });
  }
}
