import { domainToASCII } from 'node:url';
import { type DiscoveredServer, hostDefect } from '@inbox-connect/core';

/** Characters of a user name, as a check takes them. */
const longestUsername = 320;
/** Controls, and what turns the direction of text or cannot be seen: a stranger chose the name, a person reads it. */
const disguise = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Puts the parts of an address where a server's placeholders are; servers whose host or user name then is none are left out. */
export function fillIn(servers: readonly DiscoveredServer[], email: string): DiscoveredServer[] {
  const at = email.lastIndexOf('@');
  const values = { address: email, localPart: email.slice(0, at), domain: email.slice(at + 1) };
  const inHost = { ...values, domain: domainToASCII(values.domain) };
  return servers
    .filter(({ username }) => !disguise.test(username))
    .map((server) => {
      const username = replacePlaceholders(server.username, values);
      // What still has a placeholder in it was one that nobody can fill: the address is what servers ask for by far most often.
      return { ...server, host: replacePlaceholders(server.host, inHost), username: /%[A-Z]+%/.test(username) ? email : username };
    })
    .filter(({ host, username }) => hostDefect(host) === undefined && username.length <= longestUsername);
}

/** In one pass, so that an address can bring no placeholder with it. A closing `%` is missing in files of large providers. */
function replacePlaceholders(template: string, { address, localPart, domain }: { address: string; localPart: string; domain: string }): string {
  const values: Readonly<Record<string, string>> = { EMAILADDRESS: address, EMAILLOCALPART: localPart, EMAILDOMAIN: domain };
  return template.replaceAll(/%(EMAILADDRESS|EMAILLOCALPART|EMAILDOMAIN)%?/g, (placeholder, name: string) => values[name] ?? placeholder);
}
