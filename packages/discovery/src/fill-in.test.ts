import { expect, it } from 'vitest';
import { fillIn } from './fill-in.ts';

const server = { host: 'imap.example.com', port: 993, security: 'tls' as const, username: '%EMAILADDRESS%' };
const filled = (change: Partial<typeof server>, email = 'anna@Exämple.com') =>
  fillIn([{ ...server, ...change }], email).map(({ host, username }) => [host, username]);

it.each([
  [{}, 'imap.example.com', 'anna@Exämple.com'],
  [{ username: '%EMAILLOCALPART%' }, 'imap.example.com', 'anna'],
  [{ username: '%EMAILLOCALPART%.%EMAILDOMAIN%' }, 'imap.example.com', 'anna.Exämple.com'],
  [{ username: '%EMAILADDRESS' }, 'imap.example.com', 'anna@Exämple.com'],
  [{ username: '%REALNAME%' }, 'imap.example.com', 'anna@Exämple.com'],
  [{ username: 'shared-box' }, 'imap.example.com', 'shared-box'],
  [{ host: 'mail.%EMAILDOMAIN%' }, 'mail.xn--exmple-cua.com', 'anna@Exämple.com'],
])('%j is filled in: %s, %s', (change, host, username) => expect(filled(change)).toEqual([[host, username]]));

it('an address brings no placeholder with it', () => {
  expect(filled({ username: '%EMAILLOCALPART%' }, '%EMAILDOMAIN%@example.com')).toEqual([['imap.example.com', '%EMAILDOMAIN%@example.com']]);
});

it.each(['127.1', 'localhost', 'imap.example.com:993', '%EMAILLOCALPART%', 'a b.example.com', ''])('a server at "%s" is left out', (host) =>
  expect(filled({ host })).toEqual([]),
);

it.each(['\u001b[2J', 'anna\u202e', '\u200banna', 'a\nb', 'x'.repeat(321), '%EMAILADDRESS%'.repeat(30)])(
  'a server with the user name %j is left out',
  (username) => expect(filled({ username })).toEqual([]),
);

it('an address keeps what its owner has typed', () => {
  expect(filled({}, 'an\u200dna@example.com')).toEqual([['imap.example.com', 'an\u200dna@example.com']]);
});
