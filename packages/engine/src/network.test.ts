import { hostDefect } from '@inbox-connect/core';
import { createCertificateAuthority } from '@inbox-connect/lab';
import { describe, expect, it } from 'vitest';
import { createNetwork } from './network.ts';
import { createTrust, rootsOf } from './trust.ts';

const strict = { dnsServers: [], allowedNetworks: [], allowedPorts: [993] };

describe('a network', () => {
  it('knows no private host and says a full name, unless told otherwise', () => {
    const network = createNetwork(strict);
    expect(network.privateHost('healthy.lab.test')).toBeUndefined();
    expect(hostDefect(network.clientName)).toBeUndefined();
    expect(createNetwork({ ...strict, clientName: 'checker.example.com' }).clientName).toBe('checker.example.com');
  });

  it.each([
    [{ allowedNetworks: ['10.0.0.1/8'] }, '"10.0.0.1/8" is not the canonical form of a network; did you mean 10.0.0.0/8?'],
    [{ extraCertificates: '' }, 'there is no certificate in PEM form in the extra certificates'],
    [{ extraCertificates: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----' }, 'certificate 1 of the extra certificates cannot be read'],
  ])('says what is wrong with %j', (wrong, message) => {
    expect(() => createNetwork({ ...strict, ...wrong })).toThrow(message);
  });
});

describe('what is trusted', () => {
  it('is the public roots and every extra certificate', async () => {
    const [first, second] = [await createCertificateAuthority(), await createCertificateAuthority()];
    const common = rootsOf(createTrust(undefined));
    const roots = rootsOf(createTrust(`# ours\n${first.rootPem}\n${second.rootPem}`));
    expect(common.length).toBeGreaterThan(50);
    expect(roots.length).toBe(common.length + 2);
  });
});
