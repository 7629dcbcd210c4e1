import { describe, expect, it } from 'vitest';
import { errorOf, planStages } from './stage.ts';

describe('the plan of a check', () => {
  it('greets after the handshake with implicit TLS and before it with STARTTLS', () => {
    expect(planStages('tls', 'starttls')).toEqual([
      { service: 'imap', stages: ['resolve', 'connect', 'secure', 'greet', 'authenticate', 'select'] },
      { service: 'smtp', stages: ['resolve', 'connect', 'greet', 'secure', 'authenticate', 'send', 'arrive'] },
    ]);
  });

  it('has no secure stage without encryption', () => {
    expect(planStages('none', 'none').flatMap(({ stages }) => stages)).not.toContain('secure');
  });
});

describe('the error of the article', () => {
  it.each([
    ['imap', 'resolve', 'host-not-found', 'imap-settings-incorrect'],
    ['imap', 'greet', 'connection-timeout', 'imap-validation-error'],
    ['imap', 'select', 'mailbox-unavailable', 'imap-validation-error'],
    ['imap', 'authenticate', 'unexplained', 'imap-authentication-error'],
    ['smtp', 'connect', 'connection-refused', 'smtp-settings-incorrect'],
    ['smtp', 'secure', 'starttls-unavailable', 'smtp-validation-error'],
    ['smtp', 'authenticate', 'rate-limited', 'smtp-authentication-error'],
    ['smtp', 'send', 'relay-denied', 'test-message-failed'],
    ['smtp', 'arrive', 'message-not-arrived', 'test-message-failed'],
    ['smtp', 'authenticate', 'wrong-credentials', 'unauthorized'],
    ['imap', 'authenticate', 'username-format', 'unauthorized'],
    ['imap', 'authenticate', 'app-password-required', 'app-password-required'],
    ['smtp', 'secure', 'certificate-name-mismatch', 'certificate-not-trusted'],
  ] as const)('%s %s %s is %s', (service, stage, cause, error) => {
    expect(errorOf(service, stage, cause)).toBe(error);
  });
});
