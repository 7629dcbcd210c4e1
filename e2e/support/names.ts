import { type DnsAnswer, type DnsQuestion, type StubDnsServer, startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';

/** Domains of the tests' own: one that has published its servers, of the lab and so of somebody else; all others do not exist. */
const records: Readonly<Record<string, DnsAnswer>> = {
  '_imaps._tcp.published.test SRV': [service('imaps', 'imap.healthy.lab.test', 993)],
  '_submissions._tcp.published.test SRV': [service('submissions', 'smtp.healthy.lab.test', 465)],
};

/** The name servers that the service of the tests asks. */
export function startNames(): Promise<StubDnsServer> {
  return startStubDnsServer(({ name, type }: DnsQuestion) => records[`${name} ${type}`] ?? 'NXDOMAIN');
}

function service(name: string, target: string, port: number) {
  return { name: `_${name}._tcp.published.test`, type: 'SRV' as const, ttl: 60, data: { target, port, priority: 0, weight: 0 } };
}
