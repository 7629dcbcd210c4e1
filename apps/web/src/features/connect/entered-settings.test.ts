import { parseCheckRequest } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { emptySettings, formatEndpoint, toCheckRequest, toEnteredSettings, trimUnseen } from './entered-settings.ts';

const entered = {
  ...emptySettings,
  email: ' anna@example.se\u200b',
  password: ' geheim ',
  imap: { host: '\ufeffmail.example.se ', port: ' 993', security: 'tls' },
  smtp: { host: 'mail.example.se', port: '587', security: 'starttls' },
} as const;

describe('What a person typed', () => {
  it('loses what cannot be seen around it, except the password', () => {
    expect(toCheckRequest(entered, 'en')).toMatchObject({
      email: 'anna@example.se',
      password: ' geheim ',
      imap: { host: 'mail.example.se', port: 993 },
    });
  });

  it('keeps what stands inside a value', () => {
    expect(trimUnseen(' a\u200bb ')).toBe('a\u200bb');
  });

  it('comes back into the fields as it was sent', () => {
    const request = toCheckRequest(entered, 'en');
    const parsed = parseCheckRequest(request);
    if (!('request' in parsed)) throw new Error('refused');
    const { password, ...settings } = parsed.request;
    expect(toCheckRequest(toEnteredSettings(settings, password), 'en')).toEqual(request);
  });

  it.each(['', '99a', '-1', '99.5', '123456'])('has no port in %o', (port) => {
    const parsed = parseCheckRequest(toCheckRequest({ ...entered, imap: { ...entered.imap, port } }, 'en'));
    expect(parsed).toEqual({ errors: [{ field: 'imap.port', code: 'port-out-of-range' }] });
  });

  it('names an endpoint, an IPv6 address in brackets', () => {
    expect(formatEndpoint({ host: '::1', port: 993 })).toBe('[::1]:993');
    expect(formatEndpoint({ host: ' ', port: 993 })).toBe('');
  });
});
