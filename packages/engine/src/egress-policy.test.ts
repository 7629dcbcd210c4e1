import { formatIpAddress, parseIpAddress, type Refusal } from '@inbox-connect/core';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { createEgressPolicy } from './egress-policy.ts';
import { errorsOfTheOther, judgeTwice } from './testing/judge-twice.ts';

const strict = createEgressPolicy({ allowedNetworks: [], allowedPorts: [143, 993, 25, 465, 587, 2525] });

describe('ports', () => {
  it.each<[string, number, Refusal]>([
    ['127.0.0.1', 22, 'port-not-permitted'],
    ['127.0.0.1', 80, 'port-not-permitted'],
    ['imap.example.com', 22, 'port-not-permitted'],
    ['imap.example.com', 0, 'port-not-permitted'],
    ['8.8.8.8', 53, 'port-not-permitted'],
    ['localhost', 22, 'host-grammar'],
  ])('%j port %i: %s', (host, port, refusal) => {
    expect(strict.refuseEndpoint(host, port)).toBe(refusal);
  });

  it('are all permitted only when told so', () => {
    const open = createEgressPolicy({ allowedNetworks: [], allowedPorts: 'any' });
    expect(open.refuseEndpoint('imap.example.com', 31_337)).toBeUndefined();
    expect(open.refuseEndpoint('10.0.0.1', 31_337)).toBe('address-not-public');
  });
});

describe('networks that the operator opened', () => {
  const open = createEgressPolicy({ allowedNetworks: ['127.0.0.1/32', '10.20.0.0/16', 'fd00:1::/32', '::1/128'], allowedPorts: 'any' });

  it.each(['127.0.0.1', '10.20.0.0', '10.20.255.255', 'fd00:1::1', '::1', '8.8.8.8'])('%s is dialled', (address) => {
    expect(open.refuseAddress(address)).toBeUndefined();
    expect(open.refuseEndpoint(address, 993)).toBeUndefined();
  });

  it.each([
    '127.0.0.2',
    '10.19.255.255',
    '10.21.0.0',
    'fd00:2::1',
    '::ffff:127.0.0.1',
    '::ffff:10.20.0.1',
    '64:ff9b::a14:1',
    '2002:a14:1::',
    '::',
    '169.254.169.254',
  ])('%s is not', (address) => {
    expect(open.refuseAddress(address)).toBe('address-not-public');
  });

  it('are refused when they are none', () => {
    expect(() => createEgressPolicy({ allowedNetworks: ['10.0.0.0'], allowedPorts: 'any' })).toThrow('"10.0.0.0" is not a network');
  });
});

describe('any address at all', () => {
  it('is judged alike by another implementation', () => {
    const seed = Date.now();
    const { disagreements, permitted, refused } = judgeTwice(100_000, seed);
    expect(disagreements, `seed ${seed}`).toEqual([]);
    expect(Math.min(permitted, refused)).toBeGreaterThan(20_000);
  });

  it.each([
    ['168.63.129.16/32', '168.63.129.16'],
    ['::/3', '::808:808'],
    ['::/3', '100:0:0:1::1'],
    ['::/3', '1fff::1'],
    ['4000::/2', '4000::1'],
    ['4000::/2', '7fff::1'],
    ['8000::/1', '8000::1'],
    ['8000::/1', 'fe00::1'],
  ])('that the other takes for public by mistake is refused: %s, %s', (network, address) => {
    expect(Object.keys(errorsOfTheOther)).toContain(network);
    expect(ipaddr.parse(address).match(ipaddr.parseCIDR(network))).toBe(true);
    expect(ipaddr.parse(address).range()).toBe('unicast');
    expect(strict.refuseAddress(address)).toBe('address-not-public');
  });

  it('of IPv4 cannot be reached by writing it as IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const value = parseIpAddress(address)?.value ?? 0n;
        const embeddings = [
          value,
          (0xffffn << 32n) | value,
          (0x64ff9bn << 96n) | value,
          (0x64ff9b0001n << 80n) | value,
          (0x2002n << 112n) | (value << 80n),
          (0x20010000n << 96n) | (value ^ 0xffff_ffffn),
        ];
        for (const embedding of embeddings) expect(strict.refuseAddress(formatIpAddress({ family: 6, value: embedding }))).toBe('address-not-public');
      }),
    );
  });

  it('is refused when it is none, and permitted as a host only when it is permitted as an address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9a-fx.:%[\]/]{0,40}$/)), (text) => {
        const refusal = strict.refuseEndpoint(text, 993);
        if (refusal === undefined && parseIpAddress(text) !== undefined) expect(strict.refuseAddress(text)).toBeUndefined();
        if (parseIpAddress(text) === undefined) expect(strict.refuseAddress(text)).toBe('address-not-public');
      }),
    );
  });
});
