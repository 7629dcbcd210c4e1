import { describe, expect, it } from 'vitest';
import { type HostDefect, hostDefect } from './host.ts';

describe('hosts that are accepted as they stand', () => {
  it.each([
    'imap.example.com',
    'a.b',
    'xn--bcher-kva.example',
    'bücher.example',
    'IMAP.Example.COM',
    'mail-1.example.co.uk',
    '192.0.2.1',
    '2001:db8::1',
    '::1',
    '127.0.0.1',
    'ex--ample.com',
    '例え.テスト',
  ])('%s', (host) => {
    expect(hostDefect(host)).toBeUndefined();
  });
});

describe('hosts that are refused, never repaired', () => {
  it.each<[string, HostDefect]>([
    ['', 'missing'],
    ['localhost', 'single-label'],
    ['127.1', 'numeric-name'],
    ['0x7f.1', 'numeric-name'],
    ['2130706433', 'numeric-name'],
    ['0x7f000001', 'numeric-name'],
    ['mail.example.0x1f', 'numeric-name'],
    ['1.2.3.4.5', 'numeric-name'],
    ['127.0.0.01', 'numeric-name'],
    ['256.1.1.1', 'numeric-name'],
    ['１２７.0.0.1', 'not-a-host-name'],
    ['ｅxample.com', 'not-a-host-name'],
    ['[::1]', 'brackets-or-zone'],
    ['fe80::1%eth0', 'brackets-or-zone'],
    ['2001:DB8::1', 'address-not-canonical'],
    ['2001:db8:0:0:0:0:0:1', 'address-not-canonical'],
    ['::ffff:7f00:1', 'address-not-canonical'],
    ['imap.example.com:993', 'port-or-path-included'],
    ['https://imap.example.com', 'port-or-path-included'],
    ['user@imap.example.com', 'port-or-path-included'],
    ['imap example.com', 'control-character'],
    ['imap.example.com\n', 'control-character'],
    ['imap.exa\u200bmple.com', 'control-character'],
    ['imap..example.com', 'not-a-host-name'],
    ['.example.com', 'not-a-host-name'],
    ['example.com.', 'not-a-host-name'],
    ['-mail.example.com', 'not-a-host-name'],
    ['mail-.example.com', 'not-a-host-name'],
    ['under_score.example.com', 'not-a-host-name'],
    [`${'a'.repeat(64)}.example.com`, 'not-a-host-name'],
    [`${'a.'.repeat(127)}abc`, 'too-long'],
  ])('%j: %s', (host, defect) => {
    expect(hostDefect(host)).toBe(defect);
  });

  it('answers a gigantic host by its length alone', () => {
    expect(hostDefect('a.'.repeat(50_000))).toBe('too-long');
  });
});
