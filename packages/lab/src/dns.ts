/** What the lab's names resolve to, in the form of `dns.promises.resolve`. */
export type DnsAnswer = string[] | string[][];

/** The records of a domain that sends mail from this machine, signs it, and wants others to look. */
export interface MailDomain {
  readonly domain: string;
  readonly hosts: readonly string[];
}

export const dkimSelector = 'lab';

/**
 * Answers for the lab's domains: A, SPF (RFC 7208), the DKIM key (RFC 6376 s.3.6.1) and DMARC (RFC 7489). Rejects with
 * the codes of c-ares: `ENOTFOUND` for a name that does not exist, `ENODATA` for a record that does not.
 */
export async function answerDns(domains: readonly MailDomain[], dkimPublicKey: () => Promise<string>, name: string, type: string): Promise<DnsAnswer> {
  const wanted = name.toLowerCase().replace(/\.$/, '');
  const owner = domains.find(({ domain }) => wanted === domain || wanted.endsWith(`.${domain}`));
  if (owner === undefined) throw new DnsError('ENOTFOUND', wanted);
  const { domain, hosts } = owner;
  const isHost = hosts.includes(wanted);
  if (type === 'A' && isHost) return ['127.0.0.1'];
  if (type === 'TXT') {
    if (wanted === domain || isHost) return [['v=spf1 ip4:127.0.0.1 ip6:::1 -all']];
    if (wanted === `${dkimSelector}._domainkey.${domain}`) return [[`v=DKIM1; k=rsa; p=${await dkimPublicKey()}`]];
    if (wanted === `_dmarc.${domain}`) return [['v=DMARC1; p=reject; adkim=s; aspf=s']];
  }
  throw new DnsError(isHost || wanted === domain ? 'ENODATA' : 'ENOTFOUND', wanted);
}

class DnsError extends Error {
  readonly code: 'ENOTFOUND' | 'ENODATA';

  constructor(code: 'ENOTFOUND' | 'ENODATA', name: string) {
    super(`${code} ${name}`);
    this.code = code;
  }
}
