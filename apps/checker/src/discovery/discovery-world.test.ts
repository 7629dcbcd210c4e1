import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { discover } from '@inbox-connect/discovery';
import { startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../config.ts';
import { openSurroundings } from '../surroundings.ts';

const section = (element: string, type: string, host: string, port: number) =>
  `<${element} type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>SSL</socketType><username>%EMAILADDRESS%</username></${element}>`;
const file = `<clientConfig version="1.1"><emailProvider id="example.com">${section('incomingServer', 'imap', 'imap.example.com', 993)}${section('outgoingServer', 'smtp', 'smtp.example.com', 465)}</emailProvider></clientConfig>`;

const requests: string[] = [];
const ispdb = createServer((request, response) => {
  requests.push(request.url ?? '');
  response.writeHead(request.url === '/db/example.com' ? 200 : 404, { 'Content-Type': 'text/xml' }).end(file);
});
let ispdbUrl = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => ispdb.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = ispdb.address();
  ispdbUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/db/`;
});
afterAll(() => ispdb.close());

async function discoverWith(environment: Readonly<Record<string, string>>, email: string) {
  await using dns = await startStubDnsServer(() => 'NXDOMAIN');
  const config = parseConfig({ DNS_SERVERS: dns.address, AUTOCONFIG_ISPDB_URL: ispdbUrl, ...environment });
  await using surroundings = await openSurroundings(config, (error) => {
    throw error;
  });
  const steps = discover(email, { ...surroundings.discovery, signal: new AbortController().signal });
  let step = await steps.next();
  while (step.done !== true) step = await steps.next();
  return step.value;
}

describe('discovery in the world of an operator', () => {
  it('asks an ISPDB of the operator’s own, on any port of a network that may be dialled', async () => {
    const { candidates } = await discoverWith({ LAB: 'off', ALLOWED_NETWORKS: '127.0.0.0/8' }, 'anna@example.com');
    expect(candidates).toMatchObject([{ source: 'ispdb', trusted: false, imap: [{ host: 'imap.example.com' }] }]);
    expect(requests).toEqual(['/db/example.com']);
  });

  it('dials no network that may not be dialled', async () => {
    requests.length = 0;
    const { candidates, tried } = await discoverWith({ LAB: 'off' }, 'anna@example.com');
    expect(candidates).toEqual([]);
    expect(tried.find(({ source }) => source === 'ispdb')?.outcome).toBe('not-permitted');
    expect(requests).toEqual([]);
  });

  it('finds the servers of the mail lab as it finds those of the world: they greet', async () => {
    const { candidates } = await discoverWith({ LAB: 'on' }, 'anna@healthy.lab.test');
    expect(candidates).toEqual([
      {
        source: 'guess',
        trusted: false,
        imap: [{ host: 'imap.healthy.lab.test', port: 993, security: 'tls', username: 'anna@healthy.lab.test' }],
        smtp: [{ host: 'smtp.healthy.lab.test', port: 465, security: 'tls', username: 'anna@healthy.lab.test' }],
      },
    ]);
  });
});
