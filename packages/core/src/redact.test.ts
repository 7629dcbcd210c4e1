import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, redactDeep, redactionToken } from './redact.ts';
import { isSaidAnyway } from './redact-ordinary.ts';
import { Secret } from './secret.ts';

const username = 'anna@example.com';

function encodings(password: string): Record<string, string> {
  const bytes = Buffer.from(password);
  const quotedPrintable = [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  return {
    plain: password,
    'upper case': password.toUpperCase(),
    base64: bytes.toString('base64'),
    'base64 of SASL PLAIN': Buffer.from(`\0${username}\0${password}`).toString('base64'),
    'base64 shifted by one': Buffer.from(`x${password}yz`).toString('base64'),
    'base64 inside a longer text': Buffer.from(`before ${password} after it`).toString('base64'),
    hexadecimal: bytes.toString('hex'),
    HEXADECIMAL: bytes.toString('hex').toUpperCase(),
    'percent-encoded': encodeURIComponent(password),
    'percent-encoded, every byte': [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    'an IMAP string': password.replaceAll('\\', '\\\\').replaceAll('"', '\\"'),
    'quoted-printable of every byte': quotedPrintable,
    'first half': password.slice(0, Math.ceil(password.length / 2)),
    'second half': password.slice(Math.ceil(password.length / 2)),
  };
}

/** How many characters in a row of `secret` stand in `text`. */
function longestCommon(text: string, secret: string): number {
  const starts = Array.from(secret, (_, index) => index);
  return Math.max(0, ...starts.flatMap((start) => starts.map((end) => (text.includes(secret.slice(start, end + 1)) ? end + 1 - start : 0))));
}

describe('redaction', () => {
  it.each(Object.entries(encodings('c0rrect-h"orse\\ b%ttery ståple')))('finds the password as %s', (_, text) => {
    expect(createRedactor({ password: 'c0rrect-h"orse\\ b%ttery ståple', username })(`before ${text} after`)).toContain(redactionToken);
  });

  it('leaves nothing of the password in what it returns', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 40 }), fc.string(), fc.string(), (password, before, after) => {
        fc.pre(!isSaidAnyway(password));
        const redacted = createRedactor({ password, username })(before + password + after);
        if (!redactionToken.toLowerCase().includes(password.toLowerCase()))
          expect(redacted.replaceAll(redactionToken, '\u0000').toLowerCase()).not.toContain(password.toLowerCase());
      }),
    );
  });

  it('keeps the shape of a value and every other text', () => {
    const redact = createRedactor({ password: 'hunter22', username });
    expect(redactDeep({ a: ['login hunter22', 1, null], b: { c: true, d: 'anna' } }, redact)).toEqual({
      a: [`login ${redactionToken}`, 1, null],
      b: { c: true, d: 'anna' },
    });
  });

  it.each([1, 3, 6, 8, 11, 14, 16])('finds the password cut after %i characters, and its SASL blob cut anywhere', (cut) => {
    const password = 'Zq7-canary-Xy93kLm';
    const redact = createRedactor({ password, username });
    const kept = [password.slice(0, cut), password.slice(cut)].map((part) => redact(`535 ${part} and more`).replaceAll(redactionToken, ''));
    expect(longestCommon(kept.join(''), password)).toBeLessThan(6);
    const blob = Buffer.from(`\0${username}\0${password}`).toString('base64');
    const lines = [blob.slice(0, 2 * cut), blob.slice(2 * cut)].map((part) => redact(part).replaceAll(redactionToken, ''));
    expect(longestCommon(lines.join('\n'), blob)).toBeLessThan(8);
  });

  it('takes a whole password for one', () => {
    expect(createRedactor({ password: 'Zq7-canary-Xy93kLm', username })('1Zq7-canary-Xy93kLm2 Zq7-canary-Xy93kLmZq7-canary-Xy93kLm')).toBe(
      `1${redactionToken}2 ${redactionToken}${redactionToken}`,
    );
  });

  it('leaves the words of a refusal alone when the password has some of them', () => {
    const redact = createRedactor({ password: 'my-authentication-password-2026', username });
    expect(redact('535 authentication failed: incorrect password (20260101)')).toBe('535 authentication failed: incorrect password (20260101)');
  });

  const line = redactionToken;
  it.each([
    ['x', 'Maximum number of connections exceeded (5 max)', 'Maximum number of connections exceeded (5 max)'],
    ['x', 'you said x', line],
    ['x', 'LOGIN "anna" "x" failed', line],
    ['x', 'you said eA==', line],
    ['ab1', 'tab1 and ab12 are other words', 'tab1 and ab12 are other words'],
    ['ab1', 'ab1?', line],
    ['5', '535 5.7.8 Authentication failed', '535 5.7.8 Authentication failed'],
    ['5', '535 5.7.8 not 5', line],
    ['to', 'Try to log in again', 'Try to log in again'],
    ['***', 'password=*** no', 'password=*** no'],
    ['***', 'you said *** here', line],
    ['password', 'incorrect password or user name', 'incorrect password or user name'],
    ['Password', '535 PASSWORD expired', '535 PASSWORD expired'],
    ['password', 'you said mypassword1', line],
    ['correct', 'incorrect user', 'incorrect user'],
    ['sommar', 'Wrong: Sommar', line],
    ['sommar', 'Midsommarafton', line],
    ['123456', 'session 9912345600', line],
    ['passwd', 'cGFzc3dk again', `${line} again`],
  ])('with %j for a password leaves no hole in a sentence: %j is told as %j', (password, text, told) => {
    expect(createRedactor({ password, username })(text)).toBe(told);
  });

  it('takes away the one line in which such a password stands, and none before a server can know it', () => {
    let hasBeenSent = false;
    const redact = createRedactor({ password: 'sommar', username, hasBeenSent: () => hasBeenSent });
    expect(redact('220 sommar.example.com ready')).toBe('220 sommar.example.com ready');
    hasBeenSent = true;
    expect(redact('250-mx.example.com\n250-sommar\n250 SIZE')).toBe(`250-mx.example.com\n${redactionToken}\n250 SIZE`);
  });

  it('never tells a short word or number, wherever it stands, nor a few characters that stand alone', () => {
    const word = fc.oneof(fc.stringMatching(/^[a-z]{4,10}$/), fc.stringMatching(/^[0-9]{4,10}$/));
    fc.assert(
      fc.property(word, fc.string(), fc.string(), (password, before, after) => {
        fc.pre(!isSaidAnyway(password));
        expect(createRedactor({ password, username })(`${before}${password}q ${password} ${after}`)).not.toContain(password);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[!-@]{1,3}$/), fc.string(), fc.string(), (password, before, after) => {
        const lines = createRedactor({ password, username })(`${before}\n${password}\n${after}`).split('\n');
        expect(lines.at(before.split('\n').length)).toBe(redactionToken);
      }),
    );
  });

  it('finds a password that a server escaped for HTML', () => {
    expect(createRedactor({ password: '<a&b>"c\'', username })('said &lt;a&amp;b&gt;&quot;c&#39;!')).toBe(`said ${redactionToken}!`);
  });

  it('knows a password that has no UTF-8', () => {
    expect(createRedactor({ password: 'half\ud83dpair', username: '\udc00' })('of half\ud83dpair')).toBe(`of ${redactionToken}`);
  });

  it('changes nothing when there is no password', () => {
    expect(createRedactor({ password: '', username })('anything')).toBe('anything');
  });
});

describe('a secret', () => {
  it('cannot be printed or serialised', () => {
    const secret = new Secret('hunter22');
    expect(
      [String(secret), `${secret}`, JSON.stringify({ secret }), Object.prototype.toString.call(secret), JSON.stringify(Object.entries(secret))].join(),
    ).not.toContain('hunter22');
    expect(secret.reveal()).toBe('hunter22');
  });
});
