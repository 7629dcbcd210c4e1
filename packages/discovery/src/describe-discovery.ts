import type { Candidate, Discovery } from '@inbox-connect/core';
import { getDomain } from 'tldts';
import { asciiDomain, type DomainDiscovery, type SourceAnswer } from './discover-domain.ts';
import { fillIn } from './fill-in.ts';
import { describeProvider, recogniseProvider } from './recognise-provider.ts';

/** What was found about a domain, as it is for one address of it. Candidates that name both servers come first. */
export function describeDiscovery(email: string, answers: DomainDiscovery): Discovery {
  const found = answers.flatMap((answer) => candidateOf(answer, email));
  const candidates = [...found.filter(({ smtp }) => smtp.length > 0), ...found.filter(({ smtp }) => smtp.length === 0)];
  const provider = providerFor(email, candidates[0], answers);
  const tried = answers.map(({ source, outcome, durationMs }) => ({ source, outcome, durationMs }));
  return { ...(provider && { provider }), candidates, tried };
}

function candidateOf({ source, suggestion }: SourceAnswer, email: string): readonly Candidate[] {
  if (suggestion === undefined) return [];
  const { trusted, allowNonSecureCertificate } = suggestion;
  const imap = fillIn(suggestion.imap, email);
  const smtp = fillIn(suggestion.smtp, email);
  const others = trusted ? [] : otherDomains(email, [...imap, ...smtp]);
  return imap.length === 0
    ? []
    : [
        {
          source,
          trusted,
          imap,
          smtp,
          ...(allowNonSecureCertificate === true && { allowNonSecureCertificate }),
          ...(others.length > 0 && { unconfirmedDomains: others }),
        },
      ];
}

/** The registrable domains of servers that are not the address's own. */
function otherDomains(email: string, servers: Candidate['imap']): string[] {
  const own = getDomain(asciiDomain(email) ?? '');
  return [...new Set(servers.map(({ host }) => getDomain(host) ?? host))].filter((domain) => domain !== own);
}

/** The provider whose servers the best candidate names; without candidates, the one of the domain or of its mail hosts. */
function providerFor(email: string, best: Candidate | undefined, answers: DomainDiscovery): Discovery['provider'] {
  const known = (best === undefined ? answers : answers.filter(({ source }) => source === best.source)).find(
    ({ provider }) => provider !== undefined,
  )?.provider;
  const host = best?.imap[0]?.host;
  const provider = known ? describeProvider(known, '') : host === undefined ? undefined : recogniseProvider(host, email);
  if (provider === undefined) return undefined;
  const { username: _username, imap: _imap, smtp: _smtp, ...told } = provider;
  return told;
}
