import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { discoverServers, fetchLab, followCheck, startCheck } from '@inbox-connect/client';
import type { CheckEvent, CheckRequestInput } from '@inbox-connect/core';
import { type DnsQuestion, startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';
import { expect, it } from 'vitest';
import { startTracedService, whyNotTraceable } from './testing/traced-service.ts';

/** The only address beside the lab's names that the operator of this story has opened. */
const permitted = '127.0.0.2';
const denied = '127.0.0.3';

it('whatever is asked for, nothing is dialled and looked up but through the door, and nothing that is refused', async () => {
  await using parts = new AsyncDisposableStack();
  const touched: string[] = [];
  const listenAt = async (server: Server, address: string, port = 0): Promise<number> => {
    server.listen(port, address);
    await once(server, 'listening');
    parts.defer(() => void server.close());
    return portOf(server.address());
  };
  const inside = (name: string) => createTcpServer((socket) => touched.push(name) && socket.destroy());
  const port = await listenAt(inside('denied'), denied);
  // Beside the lab, on the address on which its servers listen.
  const neighbour = await listenAt(inside('neighbour of the lab'), '127.0.0.1');
  // What is permitted answers nothing, so that the check fails and probes.
  await listenAt(
    createTcpServer((socket) => socket.destroy()),
    permitted,
    port,
  );

  const redirects: Readonly<Record<string, string>> = {
    'a.test': `http://${denied}:${port}/`,
    'b.test': `http://${denied}/`,
    'c.test': 'http://169.254.169.254/latest/meta-data/',
    'd.test': `http://[::1]:${port}/`,
    'e.test': `http://inside.example.test:${port}/`,
    'f.test': `http://127.0.0.1:${neighbour}/`,
    'g.test': `http://imap.healthy.lab.test:${neighbour}/`,
  };
  const ispdb = await listenAt(
    createServer((request, response) => void response.writeHead(302, { Location: redirects[request.url?.slice(1) ?? ''] ?? '/' }).end()),
    permitted,
  );

  const asked: string[] = [];
  await using dns = await startStubDnsServer(({ name, type }: DnsQuestion) => {
    asked.push(`${name} ${type}`);
    if (type === 'AAAA') return name.startsWith('mapped') ? [`::ffff:${denied}`] : name.startsWith('inside') ? ['::1', 'fd00::1'] : [];
    if (type !== 'A') return 'NXDOMAIN';
    if (name.startsWith('rebind')) return [asked.filter((other) => other === `${name} A`).length === 1 ? permitted : denied];
    if (name.startsWith('metadata')) return ['169.254.169.254'];
    if (name.startsWith('mixed')) return [denied, permitted, '10.0.0.1'];
    return [denied, '10.0.0.1', '127.0.0.1'];
  });

  await using service = await startTracedService({
    DNS_SERVERS: dns.address,
    ALLOWED_NETWORKS: `${permitted}/32`,
    ALLOWED_PORTS: '*',
    AUTOCONFIG_ISPDB_URL: `http://${permitted}:${ispdb}`,
    RATE_LIMITS: 'off',
  });
  const { url } = service;
  const hosts = [
    ...['127.0.0.1', denied, '10.0.0.1', '192.168.1.1', '169.254.169.254', '::1', '::ffff:127.0.0.3', 'fd00:ec2::254', '64:ff9b::7f00:3', '2002:7f00:3::'],
    ...['inside.example.test', 'mapped.example.test', 'metadata.example.test'],
  ];
  const refused = await Promise.all(hosts.map((host) => check(url, requestTo(host, host === '127.0.0.1' ? neighbour : port))));
  for (const [index, events] of refused.entries()) expect(causesOf(events), hosts[index]).toEqual(['address-not-permitted', 'address-not-permitted']);
  // Looked up once for both services and all probes: the other address is never heard of.
  expect(causesOf(await check(url, requestTo('rebind.example.test', port)))).toEqual(['connection-reset', 'connection-reset']);
  expect(asked.filter((question) => question === 'rebind.example.test A')).toHaveLength(1);
  expect(causesOf(await check(url, requestTo('mixed.example.test', port)))).toEqual(['connection-reset', 'connection-reset']);
  // The neighbour's port under a name of the lab is a closed port of the lab's.
  expect(causesOf(await check(url, requestTo('imap.healthy.lab.test', neighbour)))).toEqual(['connection-refused', 'connection-refused']);

  const lab = await fetchLab({ baseUrl: url });
  for (const name of ['healthy', 'imap-port-closed']) {
    const entry = lab.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new Error(name);
    const end = (await check(url, entry.request)).at(-1);
    expect(end?.type === 'check-end' && end.outcome).toBe(entry.expects.outcome);
  }
  for (const domain of Object.keys(redirects)) {
    const { candidates, tried } = await discoverServers(`anna@${domain}`, { baseUrl: url });
    expect(candidates).toEqual([]);
    expect(tried.find(({ source }) => source === 'ispdb')?.outcome, domain).toBe(domain === 'g.test' ? 'unreachable' : 'not-permitted');
  }

  const { uses, listeners, systemCalls } = await service.stop();
  expect(touched).toEqual([]);

  const kinds = new Set(uses.map(({ kind }) => kind));
  // No look-up of the system's, no datagrams of our own, no local sockets.
  expect([...kinds].toSorted()).toEqual(['QUERYWRAP', 'TCPCONNECTWRAP']);
  const around = uses.filter(({ kind, files }) => !ways[kind]?.some((file) => files.includes(file)));
  expect(around).toEqual([]);

  if (systemCalls === undefined) return console.log(`System calls are not looked at (${whyNotTraceable()}); what Node was asked for is.`);
  expect(systemCalls).toEqual(expect.arrayContaining([dns.address, `${permitted}:${port}`, `${permitted}:${ispdb}`]));
  const ours = [dns.address, ...labPlaces, ...listeners];
  expect(systemCalls.filter((place) => !place.startsWith(`${permitted}:`) && !ours.includes(place))).toEqual([]);
}, 60_000);

/** By what Node was asked for, the files of which one must have been on the way. */
const ways: Readonly<Record<string, readonly string[]>> = {
  QUERYWRAP: ['packages/engine/src/resolver.ts', 'packages/engine/src/records.ts', 'apps/checker/src/receiver/receive-mail.ts'],
  TCPCONNECTWRAP: [
    'packages/engine/src/dial.ts',
    // To itself: the first request, the lab's port that nobody answers, and mail from the lab to the receiver.
    ...['apps/checker/src/warm-up.ts', 'packages/lab/src/unanswered-port.ts', 'packages/lab/src/outbox.ts'],
  ],
};

/** Where names of the lab lead when nobody listens there. */
const labPlaces = ['127.0.0.1:1', '127.255.255.255:1'];

function requestTo(host: string, port: number): CheckRequestInput {
  const endpoint = { host, port, security: 'tls' } as const;
  return { email: 'anna@example.test', password: 'a password', imap: endpoint, smtp: endpoint };
}

async function check(baseUrl: string, request: CheckRequestInput): Promise<readonly CheckEvent[]> {
  const { id } = await startCheck(request, { baseUrl });
  return Array.fromAsync(followCheck(id, { baseUrl }));
}

function causesOf(events: readonly CheckEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'problem' && event.problem.severity === 'blocking' ? [event.problem.cause] : []));
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  return address.port;
}
