import { hostname } from 'node:os';
import { hostDefect } from '@inbox-connect/core';
import { createNetwork, type Network } from '@inbox-connect/engine';
import type { Lab } from '@inbox-connect/lab';
import manifest from '../package.json' with { type: 'json' };
import type { Config } from './config.ts';

/** How checks reach the world: what the operator permits, and the lab's hosts when the lab is on. */
export function buildNetwork(config: Config, lab: Pick<Lab, 'privateHost'> | undefined): Network {
  const { dnsServers, allowedNetworks, allowedPorts, extraCertificates } = config;
  return createNetwork({
    dnsServers,
    allowedNetworks,
    allowedPorts: allowedPorts === '*' ? 'any' : allowedPorts,
    ...(extraCertificates !== undefined && { extraCertificates }),
    ...(lab && { privateHost: (host: string) => lab.privateHost(host) }),
    clientName: ownName(config),
    environment: { version: manifest.version, addresses: [...config.egressAddresses] },
  });
}

/** The name that we say in EHLO and in our own greeting: one that exists (RFC 5321 s.4.1.4), as far as we know one. */
export function ownName({ publicUrl, receiverDomain }: Pick<Config, 'publicUrl' | 'receiverDomain'>): string {
  const candidates = [publicUrl === undefined ? undefined : new URL(publicUrl).hostname, receiverDomain, hostname()];
  return candidates.find((name) => name !== undefined && /[a-z]/i.test(name) && hostDefect(name) === undefined) ?? 'inbox-connect.invalid';
}
