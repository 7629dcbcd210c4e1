import type { DiscoveredServer, ProviderServer, UsernameKind } from '@inbox-connect/core';
import type { Answer, Source, Suggestion } from './context.ts';
import { providerOfDomain, providerOfMx, providers } from './provider-directory.ts';
import type { Provider } from './provider-file.ts';

export const askPresets: Source = async ({ domain, context }) => {
  const suggestion = context.presetOf(domain);
  return suggestion === undefined ? { outcome: 'not-found' } : { outcome: 'found', suggestion };
};

export const askDirectory: Source = async ({ domain }) => answerOf(providerOfDomain(domain));

/** The host that receives mail is never itself taken for a server of the person's; it only says whose the others are. */
export const askDirectoryForMx: Source = async ({ mailHosts }) => {
  const hosts = await mailHosts();
  if (typeof hosts === 'string') return { outcome: hosts };
  return answerOf(hosts.map(providerOfMx).find((provider) => provider !== undefined));
};

/**
 * A domain whose mail passes a filter first may still be at Microsoft: its autodiscover name points there (a CNAME), or its
 * SPF record (RFC 7208) lets Microsoft 365 send.
 */
export const askMicrosoft: Source = async ({ domain, context, signal }) => {
  const [aliases, texts] = await Promise.all([context.records.cname(`autodiscover.${domain}`, signal), context.records.txt(domain, signal)]);
  const pointsThere = aliases !== 'unreachable' && aliases.some((name) => /^autodiscover\.outlook\.com\.?$/i.test(name));
  const sendsThere = texts !== 'unreachable' && texts.some((text) => /^v=spf1 .*\binclude:spf\.protection\.outlook\.com(?: |$)/i.test(text));
  if (pointsThere || sendsThere) return answerOf(providers.find(({ id }) => id === 'microsoft365'));
  return { outcome: aliases === 'unreachable' || texts === 'unreachable' ? 'unreachable' : 'not-found' };
};

function answerOf(provider: Provider | undefined): Answer {
  if (provider === undefined) return { outcome: 'not-found' };
  if (provider.auth === 'unsupported' || provider.auth === 'bridge') return { outcome: 'not-offered', provider };
  const suggestion = suggestionOf(provider);
  if (suggestion.imap.length > 0) return { outcome: 'found', suggestion, provider };
  return { outcome: provider.imap?.length === 0 ? 'pop3-only' : 'not-found', provider };
}

function suggestionOf({ imap = [], smtp = [], username, smtpUsername = username }: Provider): Suggestion {
  return { trusted: true, imap: imap.flatMap((server) => withUsername(server, username)), smtp: smtp.flatMap((server) => withUsername(server, smtpUsername)) };
}

function withUsername({ host, port, security }: ProviderServer, kind: UsernameKind | undefined): DiscoveredServer[] {
  if (security === 'none') return [];
  // A name that the provider gave out is known to nobody but the person: the address stands there until it is typed.
  return [{ host, port, security, username: kind === 'local-part' ? '%EMAILLOCALPART%' : '%EMAILADDRESS%' }];
}
