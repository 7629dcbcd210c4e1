import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { hostDefect } from '@inbox-connect/core';

/** The form of a host that is looked up, dialled and named to the server: UTS 46 for international names. Nothing when it has none. */
export function asciiHost(host: string): string | undefined {
  if (hostDefect(host) !== undefined) return undefined;
  if (isIP(host) !== 0) return host;
  // The mapping may produce a name that the grammar refuses, even an address that nobody wrote: judged again.
  const ascii = domainToASCII(host);
  return isIP(ascii) === 0 && hostDefect(ascii) === undefined ? ascii : undefined;
}
