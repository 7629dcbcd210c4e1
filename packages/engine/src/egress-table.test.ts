import { hostDefect, isCanonicalIpAddress, parseIpAddress } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { createEgressPolicy } from './egress-policy.ts';
import { containsAddress, parseNetwork } from './ip-network.ts';
import { ipv4SpecialPurpose, ipv6SpecialPurpose, otherSpecialPurpose } from './special-purpose-networks.ts';
import { permittedAddresses, permittedHosts, refusedAddresses, refusedHosts, refusedNetworks } from './testing/egress-table.ts';

const strict = createEgressPolicy({ allowedNetworks: [], allowedPorts: [143, 993, 25, 465, 587, 2525] });

describe.each(Object.entries({ ...refusedNetworks, ...refusedAddresses }))('nothing is dialled at %s', (_, addresses) => {
  it.each(addresses)('%s', (address) => {
    expect(strict.refuseAddress(address)).toBe('address-not-public');
    expect(strict.refuseEndpoint(address, 993)).toBe(isCanonicalIpAddress(address) ? 'address-not-public' : 'host-grammar');
  });
});

describe.each(Object.entries(permittedAddresses))('is dialled, %s', (_, addresses) => {
  it.each(addresses)('%s', (address) => {
    expect(strict.refuseAddress(address)).toBeUndefined();
    expect(strict.refuseEndpoint(address, 993)).toBeUndefined();
  });
});

describe.each(Object.entries(refusedHosts))('is no host, %s', (defect, hosts) => {
  it.each(hosts.map((host) => [host.length > 100 ? `${host.slice(0, 20)}… (${host.length})` : JSON.stringify(host), host]))('%s', (_, host) => {
    expect(strict.refuseEndpoint(host, 993)).toBe('host-grammar');
    expect(hostDefect(host) ?? 'wrong-after-uts-46').toBe(defect);
  });
});

describe('may be looked up', () => {
  it.each(permittedHosts)('%s', (host) => {
    expect(strict.refuseEndpoint(host, 993)).toBeUndefined();
  });
});

describe('the table', () => {
  const tables = [refusedNetworks, refusedAddresses, permittedAddresses, refusedHosts, { hosts: permittedHosts }];

  it('has 400 inputs at least', () => {
    expect(new Set(tables.flatMap((table) => Object.values(table).flat())).size).toBeGreaterThan(400);
  });

  it('has every network of the registries with its first and its last address, and no other', () => {
    const networks = [...ipv4SpecialPurpose, ...ipv6SpecialPurpose, ...otherSpecialPurpose];
    expect(Object.keys(refusedNetworks)).toEqual(networks);
    for (const text of networks) {
      const network = parseNetwork(text);
      const hostBits = BigInt((network.family === 4 ? 32 : 128) - network.prefixLength);
      const addresses = refusedNetworks[text]?.flatMap((address) => parseIpAddress(address) ?? []) ?? [];
      expect(addresses.filter((address) => !containsAddress(network, address))).toEqual([]);
      const values = addresses.map(({ value }) => value);
      expect(values.at(0), text).toBe(network.prefix << hostBits);
      expect(values.at(-1), text).toBe(((network.prefix + 1n) << hostBits) - 1n);
    }
  });

  it('costs a host of 100 kB no more than one of 300 characters: only its length is looked at', () => {
    const [long, short] = ['a.'.repeat(50_000), 'a.'.repeat(150)];
    const timeOf = (host: string) => {
      const startedAt = performance.now();
      for (let count = 0; count < 500; count += 1) strict.refuseEndpoint(host, 993);
      return performance.now() - startedAt;
    };
    // The quickest of several rounds, since others use this machine too.
    const quickest = (host: string) => Math.min(...Array.from({ length: 20 }, () => timeOf(host)));
    expect(quickest(long) / quickest(short)).toBeLessThan(10);
  });
});
