import { createServer } from 'node:net';
import { errorIdSchema, parseCheckRequest } from '@inbox-connect/core';
import { authenticate } from 'mailauth';
import { expect, test, vi } from 'vitest';
import { startLab } from './lab.ts';
import { labPassword } from './scenario.ts';
import { connectRaw, plain, type RawClient } from './testing/raw-client.ts';

test('there is a healthy account and a scenario for every error of the article', async () => {
  await using lab = await startLab();
  const errors = new Set(lab.entries.map(({ error }) => error));
  expect([...errors].toSorted()).toEqual([...errorIdSchema.options, null].toSorted());
  expect(lab.entries[0]).toMatchObject({ name: 'healthy', error: null, expects: { outcome: 'connected' } });
});

test('every request is complete, for its own account, and has a password that nobody uses', async () => {
  await using lab = await startLab();
  for (const { name, request } of lab.entries) {
    expect(parseCheckRequest(request)).toEqual({ request });
    expect(request.email).toBe(`anna@${name}.lab.test`);
    expect(lab.isLabAddress(request.email)).toBe(true);
    expect(request.password).toContain('Pa55');
  }
});

test('its names resolve in this process alone, and unknown names under its zone do not exist', async () => {
  await using lab = await startLab();
  expect(lab.privateHost('imap.healthy.lab.test')?.addresses).toEqual(['127.0.0.1']);
  expect(lab.privateHost('IMAP.Healthy.Lab.Test.')?.addresses).toEqual(['127.0.0.1']);
  expect(lab.privateHost('imapp.healthy.lab.test')?.addresses).toEqual([]);
  expect(lab.privateHost('lab.test')?.addresses).toEqual([]);
  expect(lab.privateHost('imap.dns-temporary-failure.lab.test')).toMatchObject({ addresses: [], lookupCode: 'ESERVFAIL' });
  expect(lab.privateHost('imap.healthy.lab.test.example')).toBeUndefined();
  expect(lab.privateHost('evil-lab.test')).toBeUndefined();
  expect(lab.privateHost('localhost')).toBeUndefined();
  expect(['anna@healthy.lab.test', 'anna@HEALTHY.lab.test', 'anna@other.lab.test', 'anna@example.test', 'healthy.lab.test'].map(lab.isLabAddress)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('a virtual port leads to a listener of its own host or to a closed port, never elsewhere', async () => {
  await using lab = await startLab();
  const real = new Map(lab.listeners().map(({ host, port, realPort }) => [`${host}:${port}`, realPort]));
  expect(new Set(real.values()).size).toBe(real.size);
  for (const host of ['imap.healthy.lab.test', 'smtp.healthy.lab.test', 'nowhere.lab.test']) {
    const reached = Array.from({ length: 1_000 }, (_, port) => [port, lab.privateHost(host)?.target('127.0.0.1', port).port]).filter(([, port]) => port !== 1);
    expect(reached).toEqual(
      [...real]
        .filter(([place]) => place.startsWith(`${host}:`))
        .map(([place, port]) => [Number(place.split(':')[1]), port])
        .toSorted(([a = 0], [b = 0]) => a - b),
    );
  }
});

test('another name of a server reaches both services', async () => {
  await using lab = await startLab();
  const host = lab.privateHost('server7.certificate-wrong-name.lab.test');
  expect([993, 465, 80].map((port) => host?.target('127.0.0.1', port).port === 1)).toEqual([false, false, true]);
});

test('a delivered message passes SPF, DKIM and DMARC', async () => {
  await using lab = await startLab();
  await send(await connectRaw(lab, { service: 'smtp', port: 465, scenario: 'healthy' }, 'tls'), 'healthy');
  await vi.waitFor(() => expect(lab.deliveredMessages).toHaveLength(1));
  const [message] = lab.deliveredMessages;
  const { headers } = await authenticate(message?.data ?? '', {
    ip: '127.0.0.1',
    helo: 'smtp.healthy.lab.test',
    sender: 'anna@healthy.lab.test',
    resolver: lab.dns,
    disableArc: true,
    disableBimi: true,
  });
  expect(['spf', 'dkim', 'dmarc'].map((method) => new RegExp(`\\b${method}=(\\w+)`).exec(headers)?.[1])).toEqual(['pass', 'pass', 'pass']);
});

test('its DNS knows nothing but the lab', async () => {
  await using lab = await startLab();
  expect(await lab.dns('imap.healthy.lab.test', 'A')).toEqual(['127.0.0.1']);
  await expect(lab.dns('healthy.lab.test', 'MX')).rejects.toMatchObject({ code: 'ENODATA' });
  await expect(lab.dns('nobody.healthy.lab.test', 'TXT')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(lab.dns('example.test', 'TXT')).rejects.toMatchObject({ code: 'ENOTFOUND' });
});

test('messages are really delivered to the receiver, from the server of the account', async () => {
  const heard: string[] = [];
  const receiver = createServer((socket) => {
    socket.write('220 bcc.example.test\r\n');
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      heard.push(text);
      if (text === 'DATA\r\n') socket.write('354 Go on\r\n');
      else if (/^(?:[A-Z]{4} .*\r\n|[\s\S]*\r\n\.\r\n)$/.test(text)) socket.write('250 OK\r\n');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await using lab = await startLab({ deliverTo: { host: '127.0.0.1', port: address.port } });
  await send(await connectRaw(lab, { service: 'smtp', port: 465, scenario: 'healthy' }, 'tls'), 'healthy');
  await vi.waitFor(() => expect(lab.deliveredMessages).toHaveLength(1));
  expect(heard.slice(0, 3)).toEqual(['EHLO smtp.healthy.lab.test\r\n', 'MAIL FROM:<anna@healthy.lab.test>\r\n', 'RCPT TO:<bcc@example.test>\r\n']);
  expect(heard.join('')).toContain('\r\nSubject: Hello\r\n\r\nHello\r\n');
  receiver.close();
});

test('a message that cannot be delivered is reported', async () => {
  const onError = vi.fn();
  await using lab = await startLab({ deliverTo: { host: '127.0.0.1', port: 1 }, onError });
  await send(await connectRaw(lab, { service: 'smtp', port: 465, scenario: 'healthy' }, 'tls'), 'healthy');
  await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
  expect(lab.deliveredMessages).toEqual([]);
});

test('closing ends every connection, whatever it waits for, and leaves nothing open', async () => {
  await vi.waitFor(() => expect(openSockets()).toEqual([]));
  const lab = await startLab();
  const greeted = await connectRaw(lab, { service: 'imap', port: 993, scenario: 'healthy' }, 'tls');
  await greeted.line();
  const inLiteral = await connectRaw(lab, { service: 'imap', port: 143, scenario: 'healthy' });
  await inLiteral.line();
  await inLiteral.ask('a LOGIN {10}');
  const thinking = await connectRaw(lab, { service: 'smtp', port: 587, scenario: 'slow' });
  const shakingHands = await connectRaw(lab, { service: 'imap', port: 993, scenario: 'healthy' });
  await lab.close();
  for (const client of [greeted, inLiteral, thinking, shakingHands]) {
    expect(await client.line()).toMatch(/^(?:closed|reset)$/);
    client.close();
  }
  await vi.waitFor(() => expect(openSockets()).toEqual([]));
});

function openSockets(): readonly string[] {
  return process.getActiveResourcesInfo().filter((resource) => /TCP|TLS/.test(resource));
}

async function send(client: RawClient, name: string): Promise<void> {
  const email = `anna@${name}.lab.test`;
  await client.line();
  await client.ask('EHLO test', 6);
  for (const step of [`AUTH PLAIN ${plain(email, labPassword)}`, `MAIL FROM:<${email}>`, 'RCPT TO:<bcc@example.test>', 'DATA']) await client.ask(step);
  expect(await client.ask(`From: ${email}\r\nTo: bcc@example.test\r\nDate: Mon, 5 Jan 2026 09:30:00 +0000\r\nSubject: Hello\r\n\r\nHello\r\n.`)).toEqual([
    '250 2.0.0 Message accepted',
  ]);
  client.close();
}
