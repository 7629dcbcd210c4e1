import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { Discovery, TriedSource } from '@inbox-connect/core';
import { createEgressPolicy, createRecords, createTrust, openStream } from '@inbox-connect/engine';
import { createCertificateAuthority } from '@inbox-connect/lab';
import { type DnsAnswer, type DnsQuestion, type StubDnsServer, startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';
import type { DiscoveryContext } from '../context.ts';
import { discover } from '../discover.ts';

const authority = await createCertificateAuthority();
const certificate = await authority.issue({ names: ['*.example.com', 'example.com', '*.example.net', 'example.net', 'ispdb.test', '*.ispdb.test'] });
const secureContext = createSecureContext({ ca: authority.rootPem });
const publicTrust = createTrust(authority.rootPem);

/** A page of the test's internet: its body, or how it answers. */
export type Page = string | ((request: IncomingMessage, response: ServerResponse) => void);

export interface WorldOptions {
  /** By name and type, `example.com MX`; a function decides about all. What is missing does not exist. */
  readonly dns?: Readonly<Record<string, DnsAnswer>> | ((question: DnsQuestion) => DnsAnswer | Promise<DnsAnswer>);
  /** By address, `https://autoconfig.example.com/mail/config-v1.1.xml`. Hosts that are named here exist. */
  readonly web?: Readonly<Record<string, Page>>;
  readonly context?: Partial<DiscoveryContext>;
  /** Another way to the port of a web server, such as one that takes longer. */
  readonly reach?: (port: number) => Promise<number>;
}

/** An internet of the test's own: name servers, and web servers for HTTP and HTTPS, all on loopback. */
export interface World extends AsyncDisposable {
  readonly dns: StubDnsServer;
  /** Addresses that were asked for, the last thousand of them. */
  readonly requests: readonly string[];
  readonly context: DiscoveryContext;
  /** Connections that are open to a web server. */
  openConnections(): Promise<number>;
  discover(email: string): Promise<{ readonly discovery: Discovery; readonly events: readonly TriedSource[] }>;
}

export async function startWorld({ dns: answers = {}, web = {}, context: overrides, reach = async (port) => port }: WorldOptions = {}): Promise<World> {
  const dns = await startStubDnsServer(typeof answers === 'function' ? answers : ({ name, type }) => answers[`${name} ${type}`] ?? 'NXDOMAIN');
  const requests: string[] = [];
  const answer = (scheme: string) => (request: IncomingMessage, response: ServerResponse) => {
    const address = `${scheme}://${request.headers.host}${request.url}`;
    requests.push(address);
    if (requests.length > 1_000) requests.shift();
    const page = web[address];
    if (page === undefined) response.writeHead(404).end('<html>No such page</html>');
    else if (typeof page === 'string') response.writeHead(200, { 'Content-Type': 'text/xml' }).end(page);
    else page(request, response);
  };
  const servers = {
    http: createServer(answer('http')),
    https: createSecureServer({ key: certificate.key, cert: certificate.certificate }, answer('https')),
  };
  const ports = { 80: await reach(await listen(servers.http)), 443: await reach(await listen(servers.https)) };
  const hosts = new Set(Object.keys(web).map((address) => new URL(address).hostname));
  const network = {
    resolver: { resolve: (name: string) => Promise.reject(Object.assign(new Error(name), { code: 'ENOTFOUND' })) },
    policy: createEgressPolicy({ allowedNetworks: [], allowedPorts: [80, 443] }),
    secureContext: publicTrust,
    clientName: 'checker.example.test',
    privateHost: (host: string) =>
      hosts.has(host)
        ? {
            addresses: ['127.0.0.1'],
            target: (address: string, port: number) => ({ address, port: port === 80 || port === 443 ? ports[port] : 1 }),
            secureContext,
          }
        : undefined,
  };
  const context: DiscoveryContext = {
    signal: new AbortController().signal,
    records: createRecords([dns.address]),
    openWeb: (target, signal) => openStream(target, network, signal),
    greets: async () => false,
    presetOf: () => undefined,
    ispdbUrl: 'https://ispdb.test/v1.1/',
    ...overrides,
  };
  return {
    dns,
    requests,
    context,
    openConnections: () => new Promise((resolve, reject) => servers.https.getConnections((error, count) => (error ? reject(error) : resolve(count)))),
    async discover(email) {
      const events: TriedSource[] = [];
      const running = discover(email, context);
      for (let step = await running.next(); ; step = await running.next()) {
        if (step.done === true) return { discovery: step.value, events };
        events.push(step.value);
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const server of Object.values(servers)) server.closeAllConnections();
      await Promise.all([close(servers.http), close(servers.https), dns[Symbol.asyncDispose]()]);
    },
  };
}

/** A file of our own, for tests: one server each, unless other sections are given. */
export function autoconfigFile(domain: string, sections?: string): string {
  const usual = `
    <incomingServer type="imap"><hostname>imap.${domain}</hostname><port>993</port><socketType>SSL</socketType>
      <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></incomingServer>
    <outgoingServer type="smtp"><hostname>smtp.${domain}</hostname><port>465</port><socketType>SSL</socketType>
      <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></outgoingServer>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<clientConfig version="1.1"><emailProvider id="${domain}">${sections ?? usual}</emailProvider></clientConfig>`;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  return address.port;
}

function close(server: Server): Promise<unknown> {
  return new Promise((resolve) => server.close(resolve));
}
