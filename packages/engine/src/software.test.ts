import { describe, expect, it } from 'vitest';
import { softwareNamedIn } from './software.ts';

describe('server software', () => {
  it.each([
    ['imap', 'Courier-IMAP ready. Copyright 1998-2018 Double Precision, Inc.', 'Courier-IMAP'],
    ['imap', 'Dovecot (Debian) ready.', 'Dovecot'],
    ['imap', 'Gimap ready for requests from 192.0.2.1 k1mb1', 'Gmail'],
    ['imap', 'The Microsoft Exchange IMAP4 service is ready.', 'Microsoft Exchange'],
    ['imap', 'mail.example.test Cyrus IMAP 3.8 server ready', 'Cyrus'],
    ['imap', 'IMAP4rev1 Hello', 'Yahoo'],
    ['imap', 'iSCREAM ready to rumble (15E205:18514) st11p00mm-iscream022', 'iCloud'],
    ['imap', 'IMAP4 ready', undefined],
    ['smtp', 'smtp.example.test ESMTP 5b1f-gsmtp', 'Gmail'],
    ['smtp', 'mx.example.test ESMTP Exim 4.96 Wed, 25 Nov 2026', 'Exim'],
    ['smtp', 'mx.example.test Microsoft ESMTP MAIL Service ready', 'Microsoft Exchange'],
    ['smtp', 'mx.example.test ESMTP', undefined],
  ] as const)('%s: "%s" is %s', (service, greeting, expected) => {
    expect(softwareNamedIn(greeting, service)).toBe(expected);
  });
});
