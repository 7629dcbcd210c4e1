import { describe, expect, it } from 'vitest';
import { withoutSignInLines } from './sign-in-lines.ts';

describe('Lines that sign in', () => {
  it.each([
    'AUTH PLAIN AGFubmFAZXhhbXBsZS5jb20AczNjcmV0',
    'C: AUTH PLAIN AGFubmFAZXhhbXBsZS5jb20AczNjcmV0',
    'A2 AUTHENTICATE PLAIN AGFubmFAZXhhbXBsZS5jb20AczNjcmV0',
    'AGFubmFAZXhhbXBsZS5jb20AczNjcmV0',
    'a1 LOGIN anna@example.com s3cret',
    'a1 LOGIN "anna@example.com" "s3cret word"',
  ])('are taken out: %s', (line) => {
    expect(withoutSignInLines(`before\n${line}\n535 5.7.8 no`)).toEqual({ text: 'before\n535 5.7.8 no', found: true });
  });

  it('are taken out where they answer the server', () => {
    const { text } = withoutSignInLines('C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: YW5uYQ==\nS: 334 UGFzc3dvcmQ6\nC: czNjcmV0\nS: 535 5.7.8 no');
    expect(text).toBe('C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nS: 334 UGFzc3dvcmQ6\nS: 535 5.7.8 no');
  });

  it.each([
    '535 5.7.8 Error: authentication failed',
    'A1 NO LOGIN failed.',
    'NO LOGIN Invalid credentials',
    'AUTH LOGIN',
    'Advantageously',
    '250-AUTH PLAIN LOGIN',
  ])('are not found in %s', (text) => {
    expect(withoutSignInLines(text)).toEqual({ text, found: false });
  });
});
