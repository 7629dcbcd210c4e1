import type { Observation } from '@inbox-connect/core';
import { type DnsAnswer, type DnsQuestion, type StubDnsServer, startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';
import { describe, expect, it } from 'vitest';
import { dial } from './dial.ts';
import { createNetwork, type Network, type NetworkSettings, type PrivateHost } from './network.ts';
import { resolveHost } from './resolve-host.ts';
import { startListener } from './testing/listener.ts';
import { runStep } from './testing/run-step.ts';

const never = new AbortController().signal;

function networkWith(dns: StubDnsServer, settings: Partial<NetworkSettings> = {}): Network {
  return createNetwork({ dnsServers: [dns.address], allowedNetworks: [], allowedPorts: [993], ...settings });
}

async function resolveWith(host: string, answer: (question: DnsQuestion) => DnsAnswer, settings: Partial<NetworkSettings> = {}, port = 993) {
  await using dns = await startStubDnsServer(answer);
  return { ...(await runStep(resolveHost({ host, port }, networkWith(dns, settings), never))), questions: dns.questions };
}

const byType =
  (AAAA: DnsAnswer, A: DnsAnswer) =>
  ({ type }: DnsQuestion): DnsAnswer =>
    type === 'AAAA' ? AAAA : A;

describe('a host', () => {
  it('with public addresses is resolved, in the order to dial', async () => {
    const { facts, value } = await resolveWith('imap.example.com', byType(['2606:4700::1'], ['1.1.1.1', '8.8.8.8']));
    expect(facts).toEqual([{ type: 'addresses-resolved', host: 'imap.example.com', addresses: ['2606:4700::1', '1.1.1.1', '8.8.8.8'] }]);
    expect(value).toEqual({
      host: 'imap.example.com',
      addresses: [
        { address: '2606:4700::1', family: 6 },
        { address: '1.1.1.1', family: 4 },
        { address: '8.8.8.8', family: 4 },
      ],
    });
  });

  it('that is an address needs no resolver', async () => {
    const { facts, value, questions } = await resolveWith('8.8.8.8', () => 'NXDOMAIN');
    expect(facts).toEqual([{ type: 'addresses-resolved', host: '8.8.8.8', addresses: ['8.8.8.8'] }]);
    expect(value?.addresses).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(questions).toEqual([]);
  });

  it('that does not exist fails with the code of the resolver', async () => {
    const { facts, failed } = await resolveWith('imap.example.con', () => 'NXDOMAIN');
    expect(failed).toBe(true);
    expect(facts).toEqual([{ type: 'resolve-failed', host: 'imap.example.con', code: 'ENOTFOUND' }]);
  });
});

describe('our policy', () => {
  it('drops the addresses that it refuses and tells only the others', async () => {
    const { facts } = await resolveWith(
      'imap.example.com',
      byType(['fd00::1', '::ffff:10.0.0.1', '64:ff9b::a00:1'], ['10.0.0.1', '1.1.1.1', '169.254.169.254']),
    );
    expect(facts).toEqual([{ type: 'addresses-resolved', host: 'imap.example.com', addresses: ['1.1.1.1'] }]);
  });

  it.each<[string, number, string, DnsAnswer]>([
    ['a name that leads inside', 993, 'imap.example.com', ['10.0.0.1', '127.0.0.1']],
    ['a literal address', 993, '127.0.0.1', 'NXDOMAIN'],
    ['a port', 22, 'imap.example.com', ['1.1.1.1']],
    ['a host that is none', 993, 'localhost', ['127.0.0.1']],
  ])('refuses %s', async (_, port, host, answer) => {
    const { facts, failed } = await resolveWith(host, byType([], answer), {}, port);
    const refusal = port === 22 ? 'port-not-permitted' : host === 'localhost' ? 'host-grammar' : 'address-not-public';
    expect(failed).toBe(true);
    expect(facts).toEqual([{ type: 'dial-refused', host, port, refusal }]);
  });

  it('says the same whatever stands behind a refused address', async () => {
    await using listener = await startListener('127.0.0.1');
    const settings = { allowedPorts: 'any' } as const;
    const { facts: open } = await resolveWith('127.0.0.1', () => 'NXDOMAIN', settings, listener.port);
    const { facts: closed } = await resolveWith('127.0.0.1', () => 'NXDOMAIN', settings, 1);
    expect(closed).toEqual(open.map((fact) => ({ ...fact, port: 1 })));
    expect(listener.connections).toEqual([]);
  });

  it('is not fooled by a name that changes its mind: resolved once, vetted, and that is dialled', async () => {
    await using permitted = await startListener('127.0.0.1');
    await using denied = await startListener('127.0.0.2', () => {});
    let answers = 0;
    await using dns = await startStubDnsServer(({ type }) => {
      if (type === 'AAAA') return [];
      answers += 1;
      return answers === 1 ? ['127.0.0.1'] : ['127.0.0.2'];
    });
    const network = networkWith(dns, { allowedNetworks: ['127.0.0.1/32'], allowedPorts: 'any' });
    const { value: resolved } = await runStep(resolveHost({ host: 'rebind.example.com', port: permitted.port }, network, never));
    if (resolved === undefined) throw new Error('not resolved');
    for (const port of [permitted.port, denied.port]) {
      const { value: socket } = await runStep(dial(resolved, port, network, never));
      socket?.destroy();
    }
    expect(dns.questions.filter(({ type }) => type === 'A')).toHaveLength(1);
    expect(permitted.connections).toHaveLength(1);
    expect(denied.connections).toEqual([]);
    const { facts } = await runStep(resolveHost({ host: 'rebind.example.com', port: permitted.port }, network, never));
    expect(facts).toMatchObject([{ type: 'dial-refused', refusal: 'address-not-public' }]);
  });
});

describe('a private host', () => {
  it('needs neither resolver nor policy, and only its own name does', async () => {
    await using dns = await startStubDnsServer(() => 'NXDOMAIN');
    const trust = networkWith(dns).secureContext;
    const lab: PrivateHost = { addresses: ['192.0.2.1', '2001:db8::1'], target: (address, port) => ({ address, port }), secureContext: trust };
    const network = networkWith(dns, { privateHost: (host) => (host === 'healthy.lab.test' ? lab : undefined) });
    const { facts, value } = await runStep(resolveHost({ host: 'healthy.lab.test', port: 40_993 }, network, never));
    expect(facts).toEqual([{ type: 'addresses-resolved', host: 'healthy.lab.test', addresses: ['192.0.2.1', '2001:db8::1'] }]);
    expect(value?.privateHost).toBe(lab);
    expect(dns.questions).toEqual([]);
    const other = await runStep(resolveHost({ host: '192.0.2.1', port: 993 }, network, never));
    expect(other.facts).toMatchObject([{ type: 'dial-refused' }]);
  });

  it.each([
    [{}, 'ENOTFOUND'],
    [{ lookupCode: 'ESERVFAIL' }, 'ESERVFAIL'],
  ])('without addresses and with %j ends with %s, whatever a name server would say', async (outcome, code) => {
    await using dns = await startStubDnsServer(() => 'NXDOMAIN');
    const nobody: PrivateHost = { ...outcome, addresses: [], target: (address, port) => ({ address, port }), secureContext: networkWith(dns).secureContext };
    const { facts, value } = await runStep(resolveHost({ host: 'nobody.lab.test', port: 993 }, networkWith(dns, { privateHost: () => nobody }), never));
    expect(facts).toEqual([{ type: 'resolve-failed', host: 'nobody.lab.test', code }]);
    expect(value).toBeUndefined();
    expect(dns.questions).toEqual([]);
  });
});

describe('a signal that aborts', () => {
  it('ends the look-up without a word about the name', async () => {
    await using dns = await startStubDnsServer(() => 'silence');
    const abort = new AbortController();
    const running = runStep(resolveHost({ host: 'imap.example.com', port: 993 }, networkWith(dns), abort.signal));
    while (dns.questions.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    const { facts, failed } = await running;
    expect(facts).toEqual<readonly Observation[]>([]);
    expect(failed).toBe(true);
  });
});

it('hands on what is no answer of a resolver', async () => {
  await using dns = await startStubDnsServer(() => 'NXDOMAIN');
  const network: Network = { ...networkWith(dns), resolver: { resolve: () => Promise.reject(new TypeError('a fault of ours')) } };
  await expect(runStep(resolveHost({ host: 'imap.example.com', port: 993 }, network, never))).rejects.toThrow('a fault of ours');
});
