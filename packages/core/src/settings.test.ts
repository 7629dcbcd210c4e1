import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCheckRequest, signInName } from './settings.ts';

const valid = {
  email: 'anna@example.com',
  password: 'pass phrase',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' },
};

function errorsOf(body: unknown) {
  const result = parseCheckRequest(body);
  return 'errors' in result ? result.errors : [];
}

describe('a check request', () => {
  it('is completed with the defaults', () => {
    expect(parseCheckRequest(valid)).toEqual({
      request: { ...valid, allowNonSecureCertificate: false, trustedCertificates: [], sendTestMessage: true, locale: 'en' },
    });
  });

  it('reads fingerprints in any case, with or without colons', () => {
    const digits = 'AB'.repeat(32);
    const colons = digits.match(/../g)?.join(':');
    expect(parseCheckRequest({ ...valid, trustedCertificates: [digits, colons] })).toMatchObject({
      request: { trustedCertificates: ['ab'.repeat(32), 'ab'.repeat(32)] },
    });
  });

  it('names each refused field and why, all at once', () => {
    expect(errorsOf({ email: 'nobody', imap: { host: 'localhost', port: 70_000, security: 'ssl' }, smtp: { ...valid.smtp, extra: 1 }, color: 'red' })).toEqual(
      expect.arrayContaining([
        { field: 'email', code: 'not-an-address' },
        { field: 'password', code: 'missing' },
        { field: 'imap.host', code: 'single-label' },
        { field: 'imap.port', code: 'port-out-of-range' },
        { field: 'imap.security', code: 'unknown-security' },
        { field: 'smtp.extra', code: 'unknown-field' },
        { field: 'color', code: 'unknown-field' },
      ]),
    );
  });

  it.each([
    ['email', 'a@b@example.com', 'not-an-address'],
    ['email', 'a b@example.com', 'not-an-address'],
    ['email', 'a@localhost', 'not-an-address'],
    ['email', 'a@[192.0.2.1]', 'not-an-address'],
    ['email', 'a@192.0.2.1', 'not-an-address'],
    ['email', 'a@192.0.2', 'not-an-address'],
    ['email', 'a@::1', 'not-an-address'],
    ['email', 'a@2001:db8::1', 'not-an-address'],
    ['email', '<a@example.com>', 'not-an-address'],
    ['email', 'a\r\n@example.com', 'control-character'],
    ['email', '', 'missing'],
    ['email', 7, 'wrong-type'],
    ['email', `${'a'.repeat(65)}@example.com`, 'not-an-address'],
    ['password', '', 'missing'],
    ['password', 'two\nlines', 'control-character'],
    ['password', 'nul\u0000', 'control-character'],
    ['password', 'half \ud83d of a pair', 'control-character'],
    ['username', 'a\r\nb', 'control-character'],
    ['username', '\udc00', 'control-character'],
    ['locale', 'fr', 'unknown-locale'],
    ['sendTestMessage', 'yes', 'wrong-type'],
    ['trustedCertificates', ['abc'], 'not-a-fingerprint'],
    ['imap', undefined, 'missing'],
    ['imap', 'imap.example.com:993', 'wrong-type'],
  ])('refuses %s %j: %s', (field, value, code) => {
    expect(errorsOf({ ...valid, [field]: value })).toMatchObject([{ field: expect.stringMatching(`^${field}`), code }]);
  });

  it.each([null, 1, 'text', []])('refuses a body that is %j', (body) => {
    expect(errorsOf(body).length).toBeGreaterThan(0);
  });

  it('never accepts a control character anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('email', 'username', 'password'),
        fc.string(),
        fc.constantFrom('\r', '\n', '\u0000', '\u007f', '\t'),
        fc.string(),
        (field, before, control, after) => {
          expect(errorsOf({ ...valid, [field]: before + control + after }).length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('never alters a password', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (password) => {
        const result = parseCheckRequest({ ...valid, password });
        if ('request' in result) expect(result.request.password).toBe(password);
      }),
    );
  });

  it('signs in with the custom user name when there is one', () => {
    expect(signInName({ email: 'a@example.com', username: 'anna' })).toBe('anna');
    expect(signInName({ email: 'a@example.com' })).toBe('a@example.com');
  });
});
