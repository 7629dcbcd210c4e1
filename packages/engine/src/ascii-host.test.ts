import { describe, expect, it } from 'vitest';
import { asciiHost } from './ascii-host.ts';

describe('the form of a host that is looked up', () => {
  it.each([
    ['imap.example.com', 'imap.example.com'],
    ['IMAP.Example.COM', 'imap.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['straße.example', 'xn--strae-oqa.example'],
    ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8::1'],
  ])('of %s is %s', (host, ascii) => {
    expect(asciiHost(host)).toBe(ascii);
  });

  it.each(['127.1', '0x7f.1', '１２７.0.0.1', 'localhost', `${'ü'.repeat(62)}.example`, '[::1]', 'a..b', ''])('does not exist for %s', (host) => {
    expect(asciiHost(host)).toBeUndefined();
  });
});
