import { promises as dns } from 'node:dns';

/** A line to DNS servers; `cancel` ends all questions on it. */
export type DnsChannel = Pick<dns.Resolver, 'cancel' | 'resolve' | 'resolve4' | 'resolve6' | 'resolveCname' | 'resolveMx' | 'resolveSrv' | 'resolveTxt'>;

/**
 * The one way in which names are looked up: c-ares asks the given DNS servers (`192.0.2.53:53`, `[2001:db8::53]:53`), or
 * the system's own when there are none. The hosts file and search domains play no part. Throws when a server is no address.
 */
export function openDnsChannel(servers: readonly string[], patienceMs = 1_000): DnsChannel {
  const channel = new dns.Resolver({ timeout: patienceMs, tries: 2 });
  if (servers.length > 0) channel.setServers(servers);
  return channel;
}
