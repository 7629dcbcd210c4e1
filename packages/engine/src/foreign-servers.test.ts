import { describe, it } from 'vitest';
import { banner } from './testing/hostile-scripts.ts';
import { expectFailure, type HostileCase, type HostileCases } from './testing/hostile-server.ts';

const foreignBanners: readonly (readonly [string, string | Buffer])[] = [
  ['ssh', 'SSH-2.0-OpenSSH_9.2 hidden-words\r\n'],
  ['http', 'HTTP/1.1 400 hidden-words\r\n\r\n'],
  ['pop3', '+OK hidden-words\r\n'],
  ['tls', Buffer.from('15030300020228', 'hex')],
  ['unknown', Buffer.from([0xff, 0xfe, 0x80, 0x00])],
];

const cases: HostileCases = {
  ...Object.fromEntries(
    foreignBanners.flatMap(([protocol, text]) =>
      (['imap', 'smtp'] as const).map((service): [string, HostileCase] => [
        `${protocol} instead of ${service}`,
        { service, security: 'none', script: banner(text), failed: 'greet', facts: [{ type: 'foreign-protocol', protocol }] },
      ]),
    ),
  ),
  'SMTP instead of IMAP': {
    service: 'imap',
    security: 'none',
    script: banner('220 hidden-words ESMTP\r\n'),
    failed: 'greet',
    facts: [{ type: 'foreign-protocol', protocol: 'smtp' }],
  },
  'IMAP instead of SMTP': {
    service: 'smtp',
    security: 'none',
    script: banner('* OK hidden-words\r\n'),
    failed: 'greet',
    facts: [{ type: 'foreign-protocol', protocol: 'imap' }],
  },
  'FTP instead of SMTP': {
    service: 'smtp',
    security: 'none',
    script: banner('220 hidden-words FTP server ready\r\n'),
    failed: 'greet',
    facts: [{ type: 'foreign-protocol', protocol: 'unknown' }],
  },
};

describe('a server of another kind', () => {
  it.each(Object.entries(cases))('%s', (_, hostile) => expectFailure(hostile));
});
