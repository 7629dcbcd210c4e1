import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followCheck, startCheck } from '@inbox-connect/client';
import type { CheckEvent } from '@inbox-connect/core';
import { createCertificateAuthority } from '@inbox-connect/lab';
import { findFreePort, startDovecot, startPostfix } from '@inbox-connect/lab/real-servers';
import { expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { startServer } from './server.ts';

it('connects an inbox on real servers of an allowed network, and the built-in receiver sees the test message once', async () => {
  await using parts = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'checker-'));
  parts.defer(() => rm(directory, { recursive: true }));
  const authority = await createCertificateAuthority();
  const authorityFile = join(directory, 'authority.pem');
  await writeFile(authorityFile, authority.rootPem);
  const certificate = await authority.issue({ names: ['127.0.0.1'] });
  const alice = { username: 'alice@example.test', password: 'correct horse battery staple' };
  const receiverPort = await findFreePort();
  const dovecot = parts.use(await startDovecot({ ...certificate, users: [alice] }));
  const postfix = parts.use(await startPostfix({ ...certificate, sasl: dovecot, relayTo: { host: '127.0.0.1', port: receiverPort } }));

  const lines: string[] = [];
  const server = await startServer(
    parseConfig({
      PORT: '0',
      LAB: 'off',
      ALLOWED_NETWORKS: '127.0.0.0/8',
      ALLOWED_PORTS: '*',
      EXTRA_CA_FILE: authorityFile,
      RECEIVER_DOMAIN: 'receiver.example.test',
      RECEIVER_PORT: String(receiverPort),
      // Nobody answers there: whether the sender's domain vouches for the message cannot be found out.
      DNS_SERVERS: `127.0.0.1:${await findFreePort()}`,
    }),
    { logStream: { write: (line: string) => void lines.push(line) } },
  );
  parts.defer(() => server.close());

  const { id } = await startCheck(
    {
      email: alice.username,
      password: alice.password,
      imap: { host: '127.0.0.1', port: dovecot.ports.imaps, security: 'tls' },
      smtp: { host: '127.0.0.1', port: postfix.ports.submission, security: 'starttls' },
    },
    { baseUrl: server.url },
  );
  const events: CheckEvent[] = await Array.fromAsync(followCheck(id, { baseUrl: server.url }));
  expect(events.at(-1)).toMatchObject({ type: 'check-end', outcome: 'connected', report: { problems: [] } });
  expect(events).toContainEqual(expect.objectContaining({ type: 'stage-end', service: 'smtp', stage: 'arrive', verdict: 'passed' }));
  await expect.poll(async () => (await postfix.log()).match(/status=sent/g)).toHaveLength(1);
  expect(await dovecot.signInAttempts()).toMatchObject([{ service: 'imap' }, { service: 'smtp' }]);
  expect(JSON.stringify(events) + lines.join('')).not.toContain(alice.password);
});
