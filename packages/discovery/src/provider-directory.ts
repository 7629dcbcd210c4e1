import { type Provider, readProviderFile } from './provider-file.ts';

/** Every mail provider that we know, read once. */
export const providers: readonly Provider[] = readProviderFile();

const byDomain = index(({ domains }) => domains.filter((domain) => !domain.startsWith('*.')));
const byParentDomain = index(({ domains }) => domains.filter((domain) => domain.startsWith('*.')).map((domain) => domain.slice(2)));
const byMx = index(({ mx }) => mx);
const byHost = index(hostsOf);

/** The provider whose own mail domain this is. */
export function providerOfDomain(domain: string): Provider | undefined {
  const name = canonical(domain);
  return byDomain.get(name)?.[0] ?? longestSuffix(byParentDomain, name)[0];
}

/** The provider who receives mail at this MX host; of several suffixes the longest decides. */
export function providerOfMx(mxHost: string): Provider | undefined {
  return longestSuffix(byMx, canonical(mxHost))[0];
}

/**
 * The provider to whom an IMAP or SMTP server belongs. Where several share it, the address's domain decides, else the one
 * under whose own domain the server stands: at `imap.mail.yahoo.com` that is Yahoo, and not the brands that it hosts.
 */
export function providerOfHost(host: string, emailDomain = ''): Provider | undefined {
  const name = canonical(host);
  const candidates = byHost.get(name) ?? [];
  const ofAddress = providerOfDomain(emailDomain);
  if (ofAddress !== undefined && (candidates.includes(ofAddress) || expandedHosts(ofAddress, emailDomain).includes(name))) return ofAddress;
  return candidates.find((provider) => longestSuffix(byDomain, name).includes(provider)) ?? candidates[0];
}

/** Hosts that are the provider's for every address. On loopback stands the bridge of whoever runs one; that tells nothing. */
function hostsOf({ imap = [], smtp = [] }: Provider): readonly string[] {
  return [...imap, ...smtp].map(({ host }) => host).filter((host) => !host.includes('%') && !host.startsWith('127.'));
}

/** All hosts that the provider has for addresses of this domain, which is its own. */
function expandedHosts({ imap = [], smtp = [] }: Provider, emailDomain: string): readonly string[] {
  return [...imap, ...smtp].map(({ host }) => host.replaceAll('%EMAILDOMAIN%', canonical(emailDomain)));
}

function index(keysOf: (provider: Provider) => readonly string[]): ReadonlyMap<string, readonly Provider[]> {
  const entries = providers.flatMap((provider) => [...new Set(keysOf(provider))].map((key) => ({ key, provider })));
  return new Map([...Map.groupBy(entries, ({ key }) => key)].map(([key, found]) => [key, found.map(({ provider }) => provider)]));
}

function longestSuffix(entries: ReadonlyMap<string, readonly Provider[]>, name: string): readonly Provider[] {
  const labels = name.slice(0, 253).split('.');
  const suffix = labels.map((_, from) => labels.slice(from).join('.')).find((candidate) => entries.has(candidate));
  return (suffix !== undefined && entries.get(suffix)) || [];
}

/** Names are compared without case (RFC 4343) and without the dot of the root. */
function canonical(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
