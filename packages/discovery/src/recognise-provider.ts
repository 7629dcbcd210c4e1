import type { ProviderServer, RecognisedProvider, UsernameKind } from '@inbox-connect/core';
import { getDomain } from 'tldts';
import { providerOfDomain, providerOfHost } from './provider-directory.ts';
import type { Provider } from './provider-file.ts';

/**
 * What is known about the provider to whom a server belongs. The address decides only where the server stands under the
 * provider's own domain too: a server of somebody else is never taken for the provider's, whatever the address is.
 */
export function recogniseProvider(host: string, email: string): RecognisedProvider | undefined {
  const emailDomain = domainOf(email);
  const provider = providerOfHost(host, emailDomain) ?? providerNear(host, emailDomain);
  return provider && describeProvider(provider, emailDomain);
}

/** What is known about a provider, as it concerns addresses of this domain. Servers without encryption are left out. */
export function describeProvider(provider: Provider, emailDomain: string): RecognisedProvider {
  const { id, name, auth, username, smtpUsername, appPasswordHelp, imapMustBeEnabled, imapHelp } = provider;
  return {
    id,
    name,
    ...(auth && { auth }),
    ...(username && { username }),
    ...(appPasswordHelp && { appPasswordHelp }),
    ...(imapMustBeEnabled !== undefined && { imapMustBeEnabled }),
    ...(imapMustBeEnabled === true && imapHelp && { enableImapHelp: imapHelp }),
    imap: serversFor(provider.imap, emailDomain),
    smtp: serversFor(provider.smtp, emailDomain, smtpUsername),
  };
}

function serversFor(servers: readonly ProviderServer[] = [], emailDomain: string, username?: UsernameKind): ProviderServer[] {
  return servers
    .filter(({ security }) => security !== 'none')
    .map((server) => ({ ...server, host: server.host.replaceAll('%EMAILDOMAIN%', emailDomain), ...(username && { username }) }));
}

function providerNear(host: string, emailDomain: string): Provider | undefined {
  const provider = providerOfDomain(emailDomain);
  if (provider === undefined) return undefined;
  const theirs = [...provider.domains, ...(provider.imap ?? []).map((server) => server.host), ...(provider.smtp ?? []).map((server) => server.host)];
  const domain = getDomain(host);
  return domain !== null && theirs.some((name) => getDomain(name.replace(/^\*\./, '')) === domain) ? provider : undefined;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
