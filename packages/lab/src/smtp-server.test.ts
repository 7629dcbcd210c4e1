import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { expect, test, vi } from 'vitest';
import type { Lab } from './lab.ts';
import { labPassword, type ScenarioDefinition } from './scenario.ts';
import { locate, plain, type RawClient } from './testing/raw-client.ts';
import { email, useTestLab } from './testing/test-lab.ts';

const password = labPassword;
const { lab, talk } = useTestLab('smtp', 465);

async function signedIn(definition: Partial<ScenarioDefinition> = {}): Promise<{ client: RawClient; lab: Lab }> {
  const { client, lab } = await talk(definition);
  await client.ask('EHLO test', 6);
  expect(await client.ask(`AUTH PLAIN ${plain(email, password)}`)).toEqual(['235 2.7.0 Signed in']);
  return { client, lab };
}

async function theMessage({ deliveredMessages }: Lab): Promise<string> {
  await vi.waitFor(() => expect(deliveredMessages).toHaveLength(1));
  return deliveredMessages[0]?.data.toString() ?? '';
}

test.each([
  ['implicit TLS', 465, true],
  ['STARTTLS', 587, false],
  ['STARTTLS on the old port', 25, false],
])('nodemailer signs in over %s and sends a message', async (_, port, secure) => {
  const started = await lab();
  const place = locate(started, { service: 'smtp', port });
  const client = new SMTPConnection({ host: place.address, port: place.port, servername: place.host, secure, requireTLS: true, tls: { ca: started.rootPem } });
  const step = (run: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => run((error) => (error ? reject(error) : resolve())));
  await step((done) => client.connect(done));
  await step((done) => client.login({ user: email, pass: password }, done));
  const text = `From: ${email}\r\nSubject: Dots\r\n\r\n.one\r\n..two\r\n.\r\nlast\r\n`;
  await step((done) => client.send({ from: email, to: ['bcc@example.test'] }, text, done));
  client.quit();
  expect(await theMessage(started)).toMatch(/^DKIM-Signature: [\s\S]*\r\n\r\n\.one\r\n\.\.two\r\n\.\r\nlast\r\n$/);
  expect(started.deliveredMessages[0]).toMatchObject({ scenario: 'test', from: email, to: ['bcc@example.test'] });
  expect(started.log('test').filter((entry) => entry.type === 'received' && entry.credentials)).toHaveLength(1);
});

test('STARTTLS changes the keywords, and what was known before TLS is forgotten', async () => {
  const { client, lab, greeting } = await talk({}, 587);
  expect(greeting).toBe('220 smtp.test.lab.test ESMTP ready');
  const before = await client.ask('EHLO test', 6);
  expect(before).toEqual([
    '250-smtp.test.lab.test greets test',
    '250-PIPELINING',
    '250-SIZE 10485760',
    '250-STARTTLS',
    '250-ENHANCEDSTATUSCODES',
    '250 8BITMIME',
  ]);
  expect(await client.ask(`AUTH PLAIN ${plain(email, password)}`)).toEqual(['530 5.7.0 Must issue a STARTTLS command first']);
  expect(await client.ask(`MAIL FROM:<${email}>`)).toEqual(['530 5.7.0 Must issue a STARTTLS command first']);
  client.send('STARTTLS\r\nNOOP\r\n');
  expect(await client.line()).toBe('220 2.0.0 Begin TLS negotiation now');
  await client.secure(lab.rootPem, 'smtp.test.lab.test');
  expect(await client.ask(`AUTH PLAIN ${plain(email, password)}`)).toEqual(['503 5.5.1 Not now']);
  expect(await client.ask('EHLO test', 6)).toContain('250-AUTH PLAIN LOGIN');
  expect(await client.ask(`AUTH PLAIN ${plain(email, password)}`)).toEqual(['235 2.7.0 Signed in']);
});

test.each([
  ['AUTH PLAIN with an initial response', [`AUTH PLAIN ${plain(email, password)}`]],
  ['AUTH PLAIN', ['AUTH PLAIN', plain(email, password)]],
  ['AUTH LOGIN', ['auth login', btoa(email), btoa(password)]],
  ['AUTH LOGIN with an initial response', [`AUTH LOGIN ${btoa(email)}`, btoa(password)]],
])('signs in by %s', async (_, steps) => {
  const { client, lab } = await talk();
  await client.ask('EHLO test', 6);
  let answer: readonly string[] = [];
  for (const step of steps) answer = await client.ask(step);
  expect(answer).toEqual(['235 2.7.0 Signed in']);
  const log = JSON.stringify(lab.log('test'));
  expect([password, btoa(password), plain(email, password)].filter((secret) => log.includes(secret))).toEqual([]);
});

test('wrong credentials are refused three times, then the connection is closed', async () => {
  const { client } = await talk();
  await client.ask('EHLO test', 6);
  for (let attempt = 0; attempt < 3; attempt += 1) expect(await client.ask(`AUTH PLAIN ${plain(email, 'wrong')}`)).toEqual(['535 5.7.8 Invalid credentials']);
  expect(await client.line()).toBe('closed');
});

test.each([
  ['MAIL FROM:<anna@test.lab.test>', '503 5.5.1 Not now'],
  ['RCPT TO:<bcc@example.test>', '503 5.5.1 Not now'],
  ['DATA', '503 5.5.1 Not now'],
  ['AUTH PLAIN', '503 5.5.1 Not now'],
  ['EHLO', '501 5.5.4 Say your name'],
  ['STARTTLS now', '501 5.5.4 STARTTLS takes no argument'],
  ['STARTTLS', '503 5.5.1 TLS is active already'],
  ['toString', '500 5.5.2 Unknown command'],
  ['', '500 5.5.2 Unknown command'],
  ['GET / HTTP/1.1', '500 5.5.2 Unknown command'],
  ['HELO test', '250 smtp.test.lab.test'],
  ['RSET', '250 2.0.0 Forgotten'],
])('answers %j after the greeting with %j', async (command, answer) => {
  const { client } = await talk();
  expect(await client.ask(command)).toEqual([answer]);
});

test.each([
  ['AUTH CRAM-MD5', '504 5.5.4 Unsupported authentication mechanism'],
  ['AUTH PLAIN !', '501 5.5.2 Not a valid response'],
  ['AUTH PLAIN =', '501 5.5.2 Not a valid response'],
  ['AUTH', '501 5.5.4 Not the arguments of AUTH'],
  ['AUTH PLAIN\r\n*', '334 |501 5.7.0 Sign-in cancelled'],
  [`MAIL FROM:<${email}>`, '530 5.7.0 Sign in first'],
])('answers %j before sign-in with %j', async (command, answer) => {
  const { client } = await talk();
  await client.ask('EHLO test', 6);
  expect(await client.ask(command, answer.split('|').length)).toEqual(answer.split('|'));
});

test.each([
  [['MAIL FROM:<someone@else.test>'], '553 5.7.1 Sender address rejected: not owned by this account'],
  [['MAIL FROM:<>'], '553 5.7.1 Sender address rejected: not owned by this account'],
  [['MAIL FROM:anna@test.lab.test'], '501 5.1.7 Not a sender address'],
  [[`MAIL FROM:<${email}> SIZE=99999999`], '552 5.3.4 The message is too big'],
  [[`MAIL FROM:<${email}> COLOUR=red`], '555 5.5.4 Unknown parameter'],
  [[`mail from:<${email.toUpperCase()}> SIZE=1000 BODY=8BITMIME`], '250 2.1.0 Sender accepted'],
  [[`MAIL FROM:<${email}>`, `MAIL FROM:<${email}>`], '503 5.5.1 Not now'],
  [[`MAIL FROM:<${email}>`, `AUTH PLAIN ${plain(email, password)}`], '503 5.5.1 Not now'],
  [[`MAIL FROM:<${email}>`, 'DATA'], '554 5.5.1 No valid recipients'],
  [[`MAIL FROM:<${email}>`, 'RCPT TO:<>'], '501 5.1.3 Not a recipient address'],
  [[`MAIL FROM:<${email}>`, 'RCPT TO:<a@b@c>'], '501 5.1.3 Not a recipient address'],
  [[`MAIL FROM:<${email}>`, 'RCPT TO:<@relay.test:bcc@example.test>'], '250 2.1.5 Recipient accepted'],
  [[`MAIL FROM:<${email}>`, 'RSET', 'RCPT TO:<bcc@example.test>'], '503 5.5.1 Not now'],
])('answers %j after sign-in at last with %j', async (commands, answer) => {
  const { client } = await signedIn();
  let last: readonly string[] = [];
  for (const command of commands) last = await client.ask(command);
  expect(last).toEqual([answer]);
});

test('an envelope and a message sent ahead are taken in order, dots unstuffed', async () => {
  const { client, lab } = await signedIn();
  client.send(`MAIL FROM:<${email}>\r\nRCPT TO:<bcc@example.test>\r\nRCPT TO:<bad>\r\nDATA\r\n`);
  expect(await client.lines(4)).toEqual([
    '250 2.1.0 Sender accepted',
    '250 2.1.5 Recipient accepted',
    '501 5.1.3 Not a recipient address',
    '354 End with a line that has only a dot',
  ]);
  client.send('From: anna@test.lab.test\r\n\r\n..\r\n...x\r\n.\r\nQUIT\r\n');
  expect(await client.lines(3)).toEqual(['250 2.0.0 Message accepted', '221 2.0.0 Bye', 'closed']);
  expect(await theMessage(lab)).toMatch(/\r\n\r\n\.\r\n\.\.x\r\n$/);
});

test('only CR LF ends a message', async () => {
  const { client, lab } = await signedIn();
  for (const command of [`MAIL FROM:<${email}>`, 'RCPT TO:<bcc@example.test>', 'DATA']) await client.ask(command);
  client.send('From: anna@test.lab.test\r\n\r\nsmuggled\n.\r\nMAIL FROM:<x@y.test>\r\n\n.\nstill the message\r\n.\r\n');
  expect(await client.line()).toBe('250 2.0.0 Message accepted');
  expect(await client.ask('NOOP')).toEqual(['250 2.0.0 Nothing done']);
  expect(await theMessage(lab)).toContain('still the message');
});

test('a message over the limit is read to its end and refused', async () => {
  const { client, lab } = await signedIn();
  for (const command of [`MAIL FROM:<${email}>`, 'RCPT TO:<bcc@example.test>', 'DATA']) await client.ask(command);
  const line = `${'x'.repeat(998)}\r\n`;
  for (let megabyte = 0; megabyte < 11; megabyte += 1) client.send(line.repeat(1_049));
  expect(await client.ask('.')).toEqual(['552 5.3.4 The message is too big']);
  expect(await client.ask('NOOP')).toEqual(['250 2.0.0 Nothing done']);
  expect(lab.deliveredMessages).toEqual([]);
});

test('declared answers take the place of the usual ones, at every step of a message', async () => {
  const smtp = { replies: { rcpt: '550 5.7.1 Relaying denied', noop: '250-One\n250 Two', quit: { say: '421 4.3.0 Going down', ending: 'reset' as const } } };
  const { client } = await signedIn({ smtp });
  await client.ask(`MAIL FROM:<${email}>`);
  expect(await client.ask('RCPT TO:<bcc@example.test>')).toEqual(['550 5.7.1 Relaying denied']);
  expect(await client.ask('DATA')).toEqual(['554 5.5.1 No valid recipients']);
  expect(await client.ask('NOOP', 2)).toEqual(['250-One', '250 Two']);
  expect(await client.ask('QUIT', 2)).toEqual(['421 4.3.0 Going down', 'reset']);
});

test('a message that was refused after its dot, or lost, is never seen again', async () => {
  for (const definition of [{ smtp: { replies: { message: '550 5.7.1 Spam message rejected' } } }, { delivery: 'lost' as const }]) {
    const { client, lab } = await signedIn(definition);
    for (const command of [`MAIL FROM:<${email}>`, 'RCPT TO:<bcc@example.test>', 'DATA']) await client.ask(command);
    const answer = await client.ask('Subject: x\r\n\r\nx\r\n.');
    expect(answer).toEqual(['delivery' in definition ? '250 2.0.0 Message accepted' : '550 5.7.1 Spam message rejected']);
    expect(await client.ask('NOOP')).toEqual(['250 2.0.0 Nothing done']);
    expect(lab.deliveredMessages).toEqual([]);
  }
});

test('after a refusing greeting only QUIT is left, after 421 not even that', async () => {
  const refusing = await talk({ smtp: { replies: { greeting: '554 5.7.1 No service for you' } } });
  expect(refusing.greeting).toBe('554 5.7.1 No service for you');
  expect(await refusing.client.ask('EHLO test')).toEqual(['503 5.5.1 Only QUIT is left']);
  expect(await refusing.client.ask('QUIT', 2)).toEqual(['221 2.0.0 Bye', 'closed']);
  const closing = await talk({ smtp: { replies: { greeting: '421 4.3.2 Too busy' } } });
  expect([closing.greeting, await closing.client.line()]).toEqual(['421 4.3.2 Too busy', 'closed']);
});

test('text slipped in before TLS comes in one piece with the go-ahead', async () => {
  const { client } = await talk({ smtp: { ports: { 587: 'starttls-injected' } } }, 587);
  await client.ask('EHLO test', 6);
  expect(await client.ask('STARTTLS', 2)).toEqual(['220 2.0.0 Begin TLS negotiation now', '250 2.0.0 Slipped in before TLS']);
});

test('a clear-text port has no STARTTLS and takes credentials as they come', async () => {
  const { client } = await talk({ smtp: { ports: { 587: 'clear-text' } } }, 587);
  const keywords = await client.ask('EHLO test', 6);
  expect(keywords).toContain('250-AUTH PLAIN LOGIN');
  expect(keywords).not.toContain('250-STARTTLS');
  expect(await client.ask('STARTTLS')).toEqual(['502 5.5.1 STARTTLS is not available']);
  expect(await client.ask(`AUTH PLAIN ${plain(email, password)}`)).toEqual(['235 2.7.0 Signed in']);
});
