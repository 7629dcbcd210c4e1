import { isCanonicalIpAddress, parseIpAddress } from './ip-address.ts';

/** What is wrong with a text that should name a mail server. */
export type HostDefect =
  | 'missing'
  | 'too-long'
  | 'control-character'
  | 'address-not-canonical'
  | 'brackets-or-zone'
  | 'port-or-path-included'
  | 'single-label'
  | 'numeric-name'
  | 'not-a-host-name';

/** A label of a host name: letters (of any script, before UTS 46 maps them), digits and inner hyphens, no more (RFC 1123 s.2.1). */
const label = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/**
 * Judges a host name or address literal without repairing anything: a canonical dotted quad, canonical IPv6, or a name of
 * two or more labels whose last one is no number. Answers what is wrong, or nothing.
 */
export function hostDefect(host: string): HostDefect | undefined {
  if (host === '') return 'missing';
  if (host.length > 253) return 'too-long';
  // What cannot be seen, UTS 46 takes away: the rest could read as an address.
  if (/[\p{C}\p{Default_Ignorable_Code_Point}\s]/u.test(host)) return 'control-character';
  if (/[[\]%]/.test(host)) return 'brackets-or-zone';
  if (isCanonicalIpAddress(host)) return undefined;
  if (parseIpAddress(host) !== undefined) return 'address-not-canonical';
  if (/[:/@?#\\]/.test(host)) return 'port-or-path-included';
  if (host.toLowerCase() !== host.toLowerCase().normalize('NFKC')) return 'not-a-host-name';
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (/^(?:\d+|0x[0-9a-f]*)$/i.test(last)) return 'numeric-name';
  if (!labels.every((part) => part.length <= 63 && label.test(part))) return 'not-a-host-name';
  return labels.length < 2 ? 'single-label' : undefined;
}
