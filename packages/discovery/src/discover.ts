import type { Discovery, TriedSource } from '@inbox-connect/core';
import type { DiscoveryContext } from './context.ts';
import { describeDiscovery } from './describe-discovery.ts';
import { asciiDomain, discoverDomain } from './discover-domain.ts';

/**
 * Finds the servers of an address without ever signing in: yields each source as it has answered and returns the candidates,
 * the best first. The address itself goes nowhere; only its domain is asked about. All connections are closed at the end.
 */
export async function* discover(email: string, context: DiscoveryContext): AsyncGenerator<TriedSource, Discovery> {
  const domain = asciiDomain(email);
  if (domain === undefined) return { candidates: [], tried: [] };
  return describeDiscovery(email, yield* discoverDomain(domain, context));
}
