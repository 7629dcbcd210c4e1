import type { Report, Service, Stage } from '@inbox-connect/core';
import { startDelayingProxy } from '@inbox-connect/lab';
import { countOpenConnections, findFreePort } from '@inbox-connect/lab/real-servers';
import { startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';
import { afterAll, expect, test } from 'vitest';
import { createNetwork } from './network.ts';
import { openSockets } from './testing/open-sockets.ts';
import { alice, mailHost, quietLog, receiverOf, runCheck, signInAttempts, startRealInbox } from './testing/real-inbox.ts';

const anna = { username: 'akarlsson', password: 'hunter2', mailbox: 'anna@example.test' };
const inbox = await startRealInbox({ users: [alice, anna] });
const { dovecot, postfix, sink, network } = inbox;
afterAll(() => inbox[Symbol.asyncDispose]());

const securities = ['tls', 'starttls'] as const;
const oneEach = [
  { service: 'imap', mechanism: 'PLAIN', encrypted: true },
  { service: 'smtp', mechanism: 'PLAIN', encrypted: true },
];

test.each(securities)('over %s both services pass every stage with one sign-in each, and the test message arrives once', async (security) => {
  const attempts = await attemptsDuring(async () => {
    const report = await runCheck(inbox.settings(security), { network, receiver: receiverOf(sink) });
    expect(report.problems).toEqual([]);
    expect(report.outcome).toBe('connected');
    expect(report.stages.map(({ verdict }) => verdict)).toEqual(report.stages.map(() => 'passed'));
    expect(factsOf(report, 'imap', 'select')).toContainEqual({ type: 'mailbox-opened', mailbox: 'INBOX', messages: 0 });
    expect(factsOf(report, 'imap', 'select')).toContainEqual({
      type: 'folders-listed',
      count: 2,
      special: [{ use: '\\Sent', path: 'Sent' }],
      truncated: false,
    });
    expect(report.certificate.imap?.fingerprint256).toBe(inbox.certificate.fingerprint256);
    expect(report.certificate.smtp).toEqual(report.certificate.imap);
    const accepted = factsOf(report, 'smtp', 'send').find(({ type }) => type === 'message-accepted');
    const messageId = accepted?.type === 'message-accepted' ? accepted.messageId : '';
    const copies = sink.messages.filter((message) => message.includes(messageId));
    expect(copies).toHaveLength(1);
    expect(copies[0]).toContain(`\nFrom: ${alice.username}\n`);
    expect(JSON.stringify(report)).not.toContain(alice.password);
  });
  expect(attempts).toEqual(oneEach);
});

test.each(securities)('over %s a wrong password is tried once, and never at the SMTP server', async (security) => {
  const attempts = await attemptsDuring(async () => {
    const report = await runCheck(inbox.settings(security, { password: 'wrong' }), { network, receiver: receiverOf(sink) });
    expect(report.outcome).toBe('failed');
    expect(report.problems).toMatchObject([{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials', error: 'unauthorized', owner: 'you' }]);
    expect(stageOf(report, 'smtp', 'greet')).toMatchObject({ verdict: 'passed' });
    expect(stageOf(report, 'smtp', 'authenticate')).toMatchObject({ verdict: 'skipped', reason: 'credentials-refused' });
  });
  expect(attempts).toEqual(oneEach.slice(0, 1));
});

test('a custom user name signs in to both services in place of the address', async () => {
  const settings = inbox.settings('tls', { email: anna.mailbox, username: anna.username, password: anna.password });
  const attempts = await attemptsDuring(async () => {
    const report = await runCheck(settings, { network, receiver: receiverOf(sink) });
    expect(report).toMatchObject({ outcome: 'connected', problems: [] });
  });
  expect(attempts).toEqual(oneEach);
  expect(await quietLog(dovecot)).toContain('Login: user=<anna@example.test>');
  expect(sink.messages.at(-1)).toContain('\nFrom: anna@example.test\n');

  const withAddress = await runCheck({ ...settings, username: undefined }, { network });
  expect(withAddress.problems).toMatchObject([{ cause: 'wrong-credentials', error: 'unauthorized' }]);
});

test('without a recipient nothing is sent, and the check succeeds all the same', async () => {
  const before = sink.messages.length;
  const report = await runCheck(inbox.settings('tls'), { network });
  expect(report.outcome).toBe('connected');
  expect(stageOf(report, 'smtp', 'send')).toMatchObject({ verdict: 'skipped', reason: 'no-recipient' });
  expect(sink.messages).toHaveLength(before);
});

test('a closed port fails its own service alone', async () => {
  const settings = inbox.settings('tls');
  const port = await findFreePort();
  const imapClosed = await runCheck({ ...settings, imap: { ...settings.imap, port } }, { network });
  expect(imapClosed.problems).toMatchObject([{ service: 'imap', stage: 'connect', cause: 'connection-refused', error: 'imap-settings-incorrect' }]);
  expect(stageOf(imapClosed, 'smtp', 'authenticate')).toMatchObject({ verdict: 'passed' });

  const smtpClosed = await runCheck({ ...settings, smtp: { ...settings.smtp, port } }, { network });
  expect(smtpClosed.problems).toMatchObject([{ service: 'smtp', stage: 'connect', cause: 'connection-refused', error: 'smtp-settings-incorrect' }]);
  expect(stageOf(smtpClosed, 'imap', 'select')).toMatchObject({ verdict: 'passed' });
});

test('clear text against an implicit TLS port, and the reverse, is told as the wrong port or security', async () => {
  const settings = inbox.settings('tls');
  const report = await runCheck(
    { ...settings, imap: { ...settings.imap, port: dovecot.ports.imap }, smtp: { ...settings.smtp, port: postfix.ports.submission } },
    { network },
  );
  expect(report.problems).toMatchObject([
    { service: 'imap', cause: 'wrong-port-or-security' },
    { service: 'smtp', cause: 'wrong-port-or-security' },
  ]);
});

test('a server that dies in the middle fails the stage that needed it', async () => {
  await using dying = await startRealInbox();
  // Far enough away that the next command is still under way when the server dies.
  await using imap = await startDelayingProxy({ target: { host: dying.dovecot.host, port: dying.dovecot.ports.imaps }, delayMs: 120 });
  await using smtp = await startDelayingProxy({ target: { host: dying.postfix.host, port: dying.postfix.ports.submissions }, delayMs: 120 });
  const settings = dying.settings('tls', {
    imap: { host: mailHost, port: imap.port, security: 'tls' },
    smtp: { host: mailHost, port: smtp.port, security: 'tls' },
  });
  const report = await runCheck(settings, {
    network: dying.network,
    onEvent: async (event) => {
      if (event.type !== 'stage-end' || event.verdict !== 'passed') return;
      if (event.service === 'smtp' && event.stage === 'greet') await dying.postfix.kill();
      if (event.service === 'imap' && event.stage === 'authenticate') await dying.dovecot.kill();
    },
  });
  expect(report.outcome).toBe('failed');
  expect(report.problems).toMatchObject([
    { service: 'imap', stage: 'select', cause: 'connection-reset', error: 'imap-validation-error' },
    { service: 'smtp', stage: 'authenticate', cause: 'connection-reset', error: 'smtp-authentication-error' },
  ]);
});

const stops: readonly (readonly [Service, Stage])[] = [
  ['imap', 'connect'],
  ['imap', 'secure'],
  ['smtp', 'greet'],
  ['imap', 'authenticate'],
  ['imap', 'select'],
  ['smtp', 'authenticate'],
  ['smtp', 'send'],
];
test.each(stops)('cancelled when %s begins to %s, a check leaves no connection open on either side', async (service, stage) => {
  const controller = new AbortController();
  const report = await runCheck(inbox.settings('starttls'), {
    network,
    signal: controller.signal,
    receiver: receiverOf(sink),
    onEvent: (event) => {
      if (event.type === 'stage-start' && event.service === service && event.stage === stage) controller.abort('cancelled');
    },
  });
  expect(report.outcome).toBe('cancelled');
  expect(report.problems).toMatchObject([{ cause: 'cancelled' }]);
  await expect.poll(openSockets).toBe(0);
  for (const port of [dovecot.ports.imap, postfix.ports.submission]) await expect.poll(() => countOpenConnections(port)).toBe(0);
});

test('an address of an allowed network is dialled, literal or resolved; without the permission the servers hear nothing', async () => {
  await using names = await startStubDnsServer(({ type }) => (type === 'A' ? ['127.0.0.1'] : []));
  const reach = (allowedNetworks: readonly string[]) =>
    createNetwork({ dnsServers: [names.address], allowedNetworks, allowedPorts: 'any', extraCertificates: inbox.rootPem });
  const settings = inbox.settings('tls');
  const literal = { ...settings, imap: { ...settings.imap, host: '127.0.0.1' }, smtp: { ...settings.smtp, host: '127.0.0.1' } };
  for (const request of [literal, settings]) {
    expect(await runCheck(request, { network: reach(['127.0.0.0/8']) })).toMatchObject({ outcome: 'connected', problems: [] });
    const logged = [await quietLog(dovecot), await quietLog(postfix)];
    expect((await runCheck(request, { network: reach([]) })).problems).toMatchObject([
      { service: 'imap', stage: 'resolve', cause: 'address-not-permitted' },
      { service: 'smtp', stage: 'resolve', cause: 'address-not-permitted' },
    ]);
    expect([await dovecot.log(), await postfix.log()]).toEqual(logged);
  }
});

async function attemptsDuring(work: () => Promise<void>) {
  const before = (await signInAttempts(inbox)).length;
  await work();
  return (await signInAttempts(inbox)).slice(before);
}

function stageOf(report: Report, service: Service, stage: Stage) {
  return report.stages.find((record) => record.service === service && record.stage === stage);
}

function factsOf(report: Report, service: Service, stage: Stage) {
  return stageOf(report, service, stage)?.observations ?? [];
}
