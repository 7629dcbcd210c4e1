import { once } from 'node:events';
import { connect } from 'node:net';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterAll, expect, test } from 'vitest';
import { createCertificateAuthority } from '../certificate-authority.ts';
import { countOpenConnections, realServersMissing, startDovecot, startMessageSink, startPostfix } from './index.ts';

test('what the tests need is installed', () => {
  expect(realServersMissing()).toEqual([]);
});

const name = 'mail.example.test';
const authority = await createCertificateAuthority();
const certificate = await authority.issue({ names: [name] });
const tls = { ca: authority.rootPem, servername: name };
const alice = { username: 'alice@example.test', password: 'se:cret' };
const anna = { username: 'akarlsson', password: 'hunter2', mailbox: 'anna@example.test' };

const sink = await startMessageSink();
const dovecot = await startDovecot({ ...certificate, users: [alice, anna] });
const postfix = await startPostfix({ ...certificate, sasl: dovecot, relayTo: sink });
afterAll(async () => {
  await Promise.all([postfix.stop(), dovecot.stop(), sink.stop()]);
});

test.each([
  { kind: 'implicit TLS', port: dovecot.ports.imaps, secure: true },
  { kind: 'STARTTLS', port: dovecot.ports.imap, secure: false },
])('Dovecot lets a user in over $kind', async ({ port, secure }) => {
  const client = new ImapFlow({ host: dovecot.host, port, secure, doSTARTTLS: !secure, tls, auth: authOf(alice), logger: false });
  await client.connect();
  expect((await client.mailboxOpen('INBOX', { readOnly: true })).exists).toBe(0);
  expect((await client.list()).map(({ path }) => path).sort()).toEqual(['INBOX', 'Sent']);
  await client.logout();
});

test('a user name without a domain opens its mailbox, and the log counts one attempt', async () => {
  const before = (await dovecot.signInAttempts()).length;
  const client = new ImapFlow({ host: dovecot.host, port: dovecot.ports.imaps, secure: true, tls, auth: authOf(anna), logger: false });
  await client.connect();
  await client.logout();
  await expect.poll(dovecot.log).toContain('Login: user=<anna@example.test>');
  expect((await dovecot.signInAttempts()).slice(before)).toEqual([{ service: 'imap', mechanism: 'PLAIN', encrypted: true }]);
});

test('a wrong password is refused without the delay that Dovecot adds after each refusal', async () => {
  const started = performance.now();
  for (let attempt = 0; attempt < 3; attempt++) {
    const auth = { user: alice.username, pass: 'wrong' };
    const client = new ImapFlow({ host: dovecot.host, port: dovecot.ports.imaps, secure: true, tls, auth, logger: false });
    await expect(client.connect()).rejects.toMatchObject({ authenticationFailed: true });
  }
  // With it: two seconds more for the second attempt, four for the third.
  expect(performance.now() - started).toBeLessThan(6_000);
});

test.each([
  { kind: 'implicit TLS', port: postfix.ports.submissions, secure: true },
  { kind: 'STARTTLS', port: postfix.ports.submission, secure: false },
  { kind: 'STARTTLS on the plain port', port: postfix.ports.smtp, secure: false },
])('Postfix takes a message over $kind and relays it once', async ({ kind, port, secure }) => {
  const before = (await dovecot.signInAttempts()).length;
  const transport = createTransport({ host: postfix.host, port, secure, requireTLS: !secure, name: 'client.example.test', tls, auth: authOf(anna) });
  await transport.sendMail({ from: 'anna@example.test', to: 'bcc@receiver.test', subject: kind, text: 'Hello' });
  await expect.poll(() => sink.messages.filter((message) => message.includes(`\nSubject: ${kind}\n`))).toHaveLength(1);
  await expect.poll(postfix.log).toMatch(/disconnect from \S+ ehlo=[12] (starttls=1 )?auth=1 mail=1 rcpt=1 data=1 /);
  expect((await dovecot.signInAttempts()).slice(before)).toEqual([{ service: 'smtp', mechanism: 'PLAIN', encrypted: true }]);
});

test('nobody relays without signing in, nor signs in to Postfix without TLS', async () => {
  const options = { host: postfix.host, port: postfix.ports.smtp, ignoreTLS: true, name: 'client.example.test' };
  const message = { from: 'anna@example.test', to: 'bcc@receiver.test' };
  const before = (await dovecot.signInAttempts()).length;
  await expect(createTransport(options).sendMail(message)).rejects.toMatchObject({ responseCode: 554 });
  await expect(createTransport({ ...options, auth: authOf(anna) }).sendMail(message)).rejects.toMatchObject({ responseCode: 554 });
  expect(await dovecot.signInAttempts()).toHaveLength(before);
});

test('the log tells a sign-in in clear text from an encrypted one', async () => {
  const client = connect(dovecot.ports.imap, dovecot.host);
  client.write(`a LOGIN ${anna.username} ${anna.password}\r\n`);
  await expect.poll(async () => (await dovecot.signInAttempts()).at(-1)).toEqual({ service: 'imap', mechanism: 'PLAIN', encrypted: false });
  client.destroy();
});

test('connections are counted as long as the server holds them', async () => {
  await expect.poll(() => countOpenConnections(dovecot.ports.imap)).toBe(0);
  const client = connect(dovecot.ports.imap, dovecot.host);
  await once(client, 'data');
  expect(await countOpenConnections(dovecot.ports.imap)).toBe(1);
  client.destroy();
  await expect.poll(() => countOpenConnections(dovecot.ports.imap)).toBe(0);
});

test('several servers run at once; stopping one frees its ports and keeps its log', async () => {
  const [first, second] = await Promise.all([startDovecot({ ...certificate, users: [] }), startDovecot({ ...certificate, users: [] })]);
  await first.stop();
  expect(await first.log()).toContain('starting up for imap');
  const [error] = await once(connect(first.ports.imap, first.host), 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  await once(connect(second.ports.imap, second.host), 'data');
  await second.stop();
});

function authOf({ username, password }: { readonly username: string; readonly password: string }) {
  return { user: username, pass: password };
}
