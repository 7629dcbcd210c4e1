import { isIPv6 } from 'node:net';

/** Orders addresses so that a broken family costs one attempt, not all: IPv6 and IPv4 by turns, IPv6 first (RFC 8305 s.4). */
export function interleaveFamilies(addresses: readonly string[]): readonly string[] {
  const byFamily = [addresses.filter((address) => isIPv6(address)), addresses.filter((address) => !isIPv6(address))];
  const turns = Math.max(...byFamily.map(({ length }) => length));
  return Array.from({ length: turns }, (_, turn) => byFamily.flatMap((family) => family[turn] ?? [])).flat();
}
