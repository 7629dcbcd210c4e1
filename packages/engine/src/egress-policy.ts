import { parseIpAddress, type Refusal } from '@inbox-connect/core';
import { asciiHost } from './ascii-host.ts';
import { containsAddress, parseNetwork } from './ip-network.ts';
import { ipv4SpecialPurpose, ipv6GlobalUnicast, ipv6SpecialPurpose, otherSpecialPurpose } from './special-purpose-networks.ts';

/** The one place that decides what may be dialled. */
export interface EgressPolicy {
  /** Before anything is resolved: the host's grammar, a literal address, the port. */
  refuseEndpoint(host: string, port: number): Refusal | undefined;
  /** For every address that a name resolved to. */
  refuseAddress(address: string): Refusal | undefined;
}

/** What an operator opens beyond the public internet. */
export interface EgressSettings {
  /** CIDRs, in canonical form. */
  readonly allowedNetworks: readonly string[];
  readonly allowedPorts: readonly number[] | 'any';
}

const deniedNetworks = [...ipv4SpecialPurpose, ...ipv6SpecialPurpose, ...otherSpecialPurpose].map(parseNetwork);
const globalUnicast = parseNetwork(ipv6GlobalUnicast);

/**
 * Permits public addresses on the allowed ports, and the allowed networks exactly as they are written: `10.0.0.0/8` does
 * not open `::ffff:10.0.0.1`. Throws a sentence for people when a network cannot be read.
 */
export function createEgressPolicy({ allowedNetworks, allowedPorts }: EgressSettings): EgressPolicy {
  const allowed = allowedNetworks.map(parseNetwork);

  function refuseAddress(text: string): Refusal | undefined {
    const address = parseIpAddress(text);
    if (address === undefined) return 'address-not-public';
    if (allowed.some((network) => containsAddress(network, address))) return undefined;
    const isPublic = (address.family === 4 || containsAddress(globalUnicast, address)) && !deniedNetworks.some((network) => containsAddress(network, address));
    return isPublic ? undefined : 'address-not-public';
  }

  function refuseEndpoint(host: string, port: number): Refusal | undefined {
    if (asciiHost(host) === undefined) return 'host-grammar';
    if (allowedPorts !== 'any' && !allowedPorts.includes(port)) return 'port-not-permitted';
    return parseIpAddress(host) === undefined ? undefined : refuseAddress(host);
  }

  return { refuseEndpoint, refuseAddress };
}
