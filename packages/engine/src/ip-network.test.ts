import { parseIpAddress } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { containsAddress, parseNetwork } from './ip-network.ts';

describe('a network', () => {
  it.each([
    ['10.0.0.0/8', '10.255.255.255', '11.0.0.0'],
    ['127.0.0.1/32', '127.0.0.1', '127.0.0.2'],
    ['0.0.0.0/0', '255.255.255.255', '::1'],
    ['::/0', '2001:db8::1', '192.0.2.1'],
    ['fd00::/8', 'fdff::1', 'fe00::1'],
    ['2001:db8::/33', '2001:db8:7fff::', '2001:db8:8000::'],
    ['::ffff:10.0.0.0/104', '::ffff:10.1.2.3', '10.1.2.3'],
  ])('%s has %s and not %s', (network, inside, outside) => {
    const contains = (text: string) => {
      const address = parseIpAddress(text);
      return address !== undefined && containsAddress(parseNetwork(network), address);
    };
    expect(contains(inside)).toBe(true);
    expect(contains(outside)).toBe(false);
  });

  it.each([
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '10.0.0/8',
    'example.com/8',
    ' 10.0.0.0/8',
    '10.0.0.0/8x',
  ])('is not %j', (text) => {
    expect(() => parseNetwork(text)).toThrow(`"${text}" is not a network; write it like 10.0.0.0/8 or fd00::/8`);
  });

  it.each([
    ['10.0.0.1/8', '10.0.0.0/8'],
    ['fd00::1/8', 'fd00::/8'],
    ['FD00::/8', 'fd00::/8'],
    ['fd00:0::/8', 'fd00::/8'],
  ])('is not guessed from %s', (text, meant) => {
    expect(() => parseNetwork(text)).toThrow(`did you mean ${meant}?`);
  });
});
