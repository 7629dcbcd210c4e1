import { parseIpAddress } from '@inbox-connect/core';

/** What counts as one client: an IPv4 address, also written as IPv6, or the 64 bits of IPv6 that one person has. */
export function clientKey(address: string): string {
  const parsed = parseIpAddress(address);
  if (parsed === undefined || parsed.family === 4) return address;
  const isMapped = parsed.value >> 32n === 0xffffn;
  return isMapped ? address.slice(address.lastIndexOf(':') + 1) : (parsed.value >> 64n).toString(16);
}
