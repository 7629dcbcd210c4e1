import { describe, expect, it } from 'vitest';
import { portFor, securityFor } from './usual-settings.ts';

describe('The port follows the security', () => {
  it.each([
    ['imap', 'starttls', '993', '143'],
    ['imap', 'tls', '143', '993'],
    ['imap', 'none', '993', '143'],
    ['imap', 'tls', '1993', '1993'],
    ['smtp', 'starttls', '465', '587'],
    ['smtp', 'starttls', '25', '25'],
    ['smtp', 'tls', '', '465'],
    ['smtp', 'none', '587', '587'],
  ] as const)('%s with %s: %s becomes %s', (service, security, present, port) => {
    expect(portFor(service, security, present)).toBe(port);
  });
});

describe('The security follows the port', () => {
  it.each([
    ['imap', '143', 'tls', 'starttls'],
    ['imap', '993', 'none', 'tls'],
    ['imap', '143', 'none', 'none'],
    ['smtp', '25', 'tls', 'starttls'],
    ['smtp', '2525', 'tls', 'tls'],
  ] as const)('%s port %s: %s becomes %s', (service, port, present, security) => {
    expect(securityFor(service, port, present)).toBe(security);
  });
});
