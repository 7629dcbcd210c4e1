import { connect } from 'node:tls';
import type { Cause, CheckRequestInput, Endpoint, Report, Service, Stage } from '@inbox-connect/core';
import { afterAll, describe, expect, test } from 'vitest';
import { expectSameInReplay, type Original } from './testing/expect-same-in-replay.ts';
import { runCheck } from './testing/real-inbox.ts';
import { password, startRefusingServers } from './testing/refusing-servers.ts';

const servers = await startRefusingServers();
const { dovecot, withCramMd5, postfix, network } = servers;
afterAll(() => servers[Symbol.asyncDispose]());

const receiver = { arrivalOf: async () => ({ spf: 'none', dkim: 'none', dmarc: 'none' }) as const };

/** How every check of this file ended. */
const reports: Original[] = [];

interface Expected {
  readonly service: Service;
  readonly stage: Stage;
  readonly cause: Cause;
  /** A part of the evidence: the server's own words. */
  readonly words?: string;
}

interface Refusal extends Expected {
  readonly user?: string;
  readonly imap?: Partial<Endpoint>;
  /** The name of the port. */
  readonly smtp?: string;
  readonly recipient?: string;
}

function check({ user = 'alice', imap = {}, smtp, recipient }: Omit<Refusal, keyof Expected>): Promise<Report> {
  const port = smtp === undefined ? undefined : postfix.servicePorts[smtp];
  const settings = servers.settings(user, { imap, ...(port !== undefined && { smtp: { port } }) });
  return run(settings, recipient);
}

async function run(settings: CheckRequestInput, recipient?: string): Promise<Report> {
  const report = await runCheck(settings, { network, receiver, ...(recipient !== undefined && { recipient }) });
  reports.push({ title: `${expect.getState().currentTestName}, check ${reports.length}`, report });
  return report;
}

/** Exactly this went wrong, the server is quoted, and the password is blamed for nothing. */
function expectProblems({ problems }: Report, expected: readonly Expected[]): void {
  const seen = problems.filter(({ severity }) => severity === 'blocking');
  expect(seen.map(({ service, stage, cause }) => ({ service, stage, cause }))).toEqual(
    expected.map(({ service, stage, cause }) => ({ service, stage, cause })),
  );
  for (const [index, { words }] of expected.entries()) if (words !== undefined) expect(JSON.stringify(seen[index]?.evidence)).toContain(words);
}

/** Says something to a server and stays connected. */
async function talk(port: number, commands: readonly string[]): Promise<Disposable> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  for (const command of ['', ...commands]) {
    if (command !== '') socket.write(`${command}\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
  }
  return { [Symbol.dispose]: () => socket.destroy() };
}

describe('Dovecot', () => {
  const imap = { service: 'imap', stage: 'authenticate' } as const;
  test.each<[string, Refusal]>([
    ['locked an account', { ...imap, user: 'locked', cause: 'account-locked', words: 'Account is locked after too many failed sign-ins' }],
    ['suspended an account', { ...imap, user: 'suspended', cause: 'account-suspended', words: 'This account has been suspended' }],
    ['let a password expire', { ...imap, user: 'expired', cause: 'password-expired', words: 'Your password has expired' }],
    ['switched IMAP off for a user', { ...imap, user: 'without-imap', cause: 'imap-disabled', words: 'IMAP access is disabled for this account' }],
    ['lets a user sign in nowhere, without a reason', { ...imap, user: 'without-reason', cause: 'imap-disabled', words: 'Login disabled for this user' }],
    ['keeps a mailbox from its user', { ...imap, stage: 'select', user: 'unpermitted', cause: 'mailbox-unavailable', words: 'NO [NOPERM] Permission denied' }],
  ])('%s', async (_, refusal) => {
    expectProblems(await check(refusal), [refusal]);
  });

  test('cannot look a password up: neither it nor Postfix, which asks it, blames the password', async () => {
    expectProblems(await check({ user: 'unreadable' }), [
      { ...imap, cause: 'server-unavailable', words: 'NO [UNAVAILABLE] Temporary authentication failure.' },
      { service: 'smtp', stage: 'authenticate', cause: 'server-unavailable', words: '535 5.7.8 Error: authentication failed' },
    ]);
  });

  test('takes no more connections of a user', async () => {
    using _ = await talk(dovecot.ports.imaps, [`a LOGIN once@example.test "${password}"`]);
    expectProblems(await check({ user: 'once' }), [{ ...imap, cause: 'too-many-connections', words: 'Maximum number of connections from user+IP exceeded' }]);
  });

  test('forbids to sign in over clear text, and hears no password', async () => {
    const before = (await dovecot.signInAttempts()).filter(({ service }) => service === 'imap').length;
    const report = await check({ imap: { port: dovecot.ports.imap, security: 'none' } });
    expectProblems(report, [{ ...imap, cause: 'encryption-required' }]);
    expect((await dovecot.signInAttempts()).filter(({ service }) => service === 'imap')).toHaveLength(before);
  });

  test('offers no mechanism for a password, neither itself nor through Postfix', async () => {
    expectProblems(await check({ imap: { port: withCramMd5.ports.imaps }, smtp: 'cram-md5' }), [
      { ...imap, cause: 'auth-method-unsupported' },
      { service: 'smtp', stage: 'authenticate', cause: 'auth-method-unsupported' },
    ]);
    expect(await withCramMd5.signInAttempts()).toEqual([]);
  });
});

describe('Postfix', () => {
  const signIn = { service: 'smtp', stage: 'authenticate' } as const;
  const send = { service: 'smtp', stage: 'send' } as const;
  test.each<[string, Refusal]>([
    [
      'lets nobody in at the door',
      { service: 'smtp', stage: 'greet', smtp: 'unknown-client', cause: 'ip-not-allowed', words: '554 5.7.1 <unknown[127.0.0.1]>: Client host rejected' },
    ],
    ['offers no sign-in at all', { ...signIn, smtp: 'no-sign-in', cause: 'auth-method-unsupported' }],
    ['knows another password', { ...signIn, smtp: 'other-passwords', cause: 'wrong-credentials', words: '535 5.7.8 Error: authentication failed' }],
    [
      'wants another sender',
      { ...send, smtp: 'not-my-address', cause: 'sender-rejected', words: 'Sender address rejected: not owned by user alice@example.test' },
    ],
    [
      'does not know the recipient',
      { ...send, recipient: 'nobody@example.test', cause: 'recipient-rejected', words: 'Recipient address rejected: User unknown' },
    ],
    ['relays nothing', { ...send, smtp: 'no-relay', cause: 'relay-denied', words: '554 5.7.1 <bcc@receiver.test>: Relay access denied' }],
    ['relays nothing, softly', { ...send, smtp: 'soft-bounce', cause: 'relay-denied', words: '454 4.7.1 <bcc@receiver.test>: Relay access denied' }],
    [
      'puts off whom it does not know',
      { ...send, smtp: 'greylisting', cause: 'rate-limited', words: '450 4.2.0 <bcc@receiver.test>: Recipient address rejected: Greylisted' },
    ],
    ['takes small messages only', { ...send, smtp: 'small-messages', cause: 'message-too-large', words: '552 5.3.4' }],
    ['has no room for anybody', { ...send, smtp: 'full-disk', cause: 'server-unavailable', words: '452 4.3.1 Insufficient system storage' }],
    ['does not like what the message says', { ...send, smtp: 'no-spam', cause: 'message-rejected', words: 'Message content rejected as spam' }],
  ])('%s', async (_, refusal) => {
    expectProblems(await check(refusal), [refusal]);
  });

  test('asks Dovecot, and has no room for the recipient', async () => {
    using _ = await talk(dovecot.ports.imaps, [`a LOGIN full@example.test "${password}"`, 'b APPEND INBOX {15+}\r\nSubject: full\r\n']);
    expectProblems(await check({ smtp: 'no-room', recipient: 'full@example.test' }), [
      { ...send, cause: 'mailbox-full', words: '552 5.2.2 <full@example.test>: Recipient address rejected: Mailbox is full' },
    ]);
  });

  test('takes no more connections of an address', async () => {
    using _ = await talk(postfix.servicePorts['one-connection'] ?? 0, []);
    expectProblems(await check({ smtp: 'one-connection' }), [
      { service: 'smtp', stage: 'greet', cause: 'too-many-connections', words: '421 4.7.0 postfix.example.test Error: too many connections from 127.0.0.1' },
    ]);
  });

  test.each<[string, Refusal]>([
    ['one sign-in', { ...signIn, smtp: 'one-sign-in', cause: 'rate-limited', words: '450 4.7.1 Error: too many AUTH commands from 127.0.0.1' }],
    ['one message', { ...send, smtp: 'one-message', cause: 'rate-limited', words: '450 4.7.1 Error: too much mail from 127.0.0.1' }],
  ])('takes %s a minute', async (_, refusal) => {
    expectProblems(await check(refusal), []);
    expectProblems(await check(refusal), [refusal]);
  });

  test('offers no STARTTLS where it is wanted', async () => {
    const settings = servers.settings('alice', { smtp: { port: postfix.servicePorts['no-starttls'] ?? 0, security: 'starttls' } });
    expectProblems(await run(settings), [{ service: 'smtp', stage: 'secure', cause: 'starttls-unavailable' }]);
  });

  test('forbids to sign in over clear text', async () => {
    const settings = servers.settings('alice', { smtp: { port: postfix.ports.smtp, security: 'none' } });
    expectProblems(await run(settings), [{ ...signIn, cause: 'encryption-required' }]);
  });
});

test('What Dovecot and Postfix refused, the lab refuses in a replay of the report', async () => {
  expect(reports.length).toBeGreaterThan(25);
  await expectSameInReplay(reports);
});
