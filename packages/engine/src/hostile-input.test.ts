import { type CheckRequest, parseCheckRequest } from '@inbox-connect/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asciiHost } from './ascii-host.ts';
import { checkWith } from './testing/check-with.ts';
import type { ImapAnswers } from './testing/scripts.ts';

const endpoint = { host: 'mail.example.test', port: 993, security: 'none' } as const;

/** What ends a line, an address, a word or a string where a server or a library reads one. */
const pieces = [
  ...['a', 'anna', 'Anna', '.', '..', '-', '_', '+', '@', '@example.test', '@other.test', '@exempel-åäö.test', '%', '!', "'", '*', '=', '&', '|', '~'],
  ...['\r\n', '\r', '\n', '\u0085', '\u2028', '\0', '\t', ' ', '\u00a0', '\u007f', '\ud800', '😀', 'é', '\u202e', '%0d%0a', '\\r\\n', '\\', '"', '{5}', '{5+}'],
  ...[
    '<',
    '>',
    ',',
    ';',
    ':',
    '(x)',
    '[127.0.0.1]',
    '@::1',
    '\ufe0f',
    '> SIZE=1',
    '>\r\nRCPT TO:<other@other.test>\r\nDATA\r\n',
    'RCPT TO:<other@other.test>',
    '"\r\n9 DELETE INBOX',
  ],
];
const hostile = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
const input = fc.record({
  email: fc.oneof(
    fc.constant('anna@example.test'),
    hostile,
    hostile.map((local) => `${local}@example.test`),
    fc.emailAddress(),
  ),
  username: fc.oneof(fc.constant(undefined), hostile, fc.string({ unit: 'binary', minLength: 1 })),
  password: fc.oneof(fc.constant('a password'), hostile, fc.string({ unit: 'binary', minLength: 1 })),
});

/** Of 5,000 addresses, user names and passwords those that are no fault of the request. */
function acceptedOf(seed: number): readonly CheckRequest[] {
  return fc.sample(input, { numRuns: 5_000, seed }).flatMap(({ username, ...rest }) => {
    const result = parseCheckRequest({ ...rest, ...(username !== undefined && { username }), imap: endpoint, smtp: endpoint });
    return 'request' in result ? [result.request] : [];
  });
}

/** The command LOGIN, whose strings may come as literals. */
const login: ImapAnswers = {
  LOGIN: async (tag, rest, peer) => {
    for (let line = rest; /\{\d+\}$/.test(line); line = await peer.line()) peer.send('+ go on\r\n');
    return `${tag} OK [CAPABILITY IMAP4rev1] Logged in\r\n`;
  },
};

it('5,000 addresses, user names and passwords are refused, or make one sign-in, one sender and one recipient', async () => {
  const seed = Date.now();
  const accepted = acceptedOf(seed);
  expect(accepted.length).toBeGreaterThan(500);
  for (const { email, username = '', password } of accepted) {
    expect(email, `seed ${seed}`).toMatch(/^[^\s@<>"\\,;:()[\]]+@[^\s@<>"\\,;:()[\]]+$/);
    for (const text of [email, username, password]) expect(text).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  }
  const unlike = [...new Map(accepted.map((request) => [`${request.email} ${request.username}`, request])).values()].slice(0, 60);
  for (const [index, request] of unlike.entries()) await expectOneOfEach(request, index % 2 === 0, `seed ${seed}, ${JSON.stringify(request)}`);
}, 60_000);

const headerNames = ['Auto-Submitted', 'Content-Transfer-Encoding', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'Subject', 'To'];

async function expectOneOfEach({ email, username, password }: CheckRequest, bySasl: boolean, which: string): Promise<void> {
  const way = bySasl ? {} : { imap: login, imapGreeting: '* OK [CAPABILITY IMAP4rev1] hello\r\n' };
  const { imap, smtp, end } = await checkWith({ security: 'none', settings: { email, ...(username !== undefined && { username }) }, password, ...way });
  expect(end.outcome, which).toBe('connected');
  const verbs = imap.received.flatMap((line) => /^\d+ ([A-Z]+)(?: |$)/.exec(line)?.[1] ?? []);
  expect(verbs, which).toEqual([bySasl ? 'AUTHENTICATE' : 'LOGIN', 'EXAMINE', 'LIST']);
  const [local, domain = ''] = email.split('@');
  const data = smtp.received.indexOf('DATA');
  expect(
    smtp.received.slice(0, data).map((line) => line.replace(/^AUTH PLAIN \S+$/, 'AUTH')),
    which,
  ).toEqual(['EHLO checker.example.test', 'AUTH', `MAIL FROM:<${local}@${asciiHost(domain)}>`, 'RCPT TO:<bcc@operator.test>']);
  const headers = smtp.received.slice(data + 1, smtp.received.indexOf('', data)).filter((line) => !/^\s/.test(line));
  expect(headers.map((line) => line.split(':', 1)[0]).toSorted(), which).toEqual(headerNames);
  expect(smtp.received.slice(smtp.received.indexOf('.', data)), which).toEqual(['.', 'QUIT']);
}
