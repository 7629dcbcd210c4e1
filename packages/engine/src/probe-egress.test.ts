import type { ConnectionSettings, Report } from '@inbox-connect/core';
import { startLab } from '@inbox-connect/lab';
import { type DnsAnswer, type DnsQuestion, startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';
import { expect, test } from 'vitest';
import { createNetwork } from './network.ts';
import { checkInLab } from './testing/check-in-lab.ts';
import { findClosedPort, startListener } from './testing/listener.ts';

const permitted = '127.0.0.2';
const denied = '127.0.0.3';

/** A check of servers that refuse, in a world where only one address may be dialled. */
async function checkAt(port: number, answer: (question: DnsQuestion) => DnsAnswer): Promise<{ readonly report: Report; readonly asked: readonly string[] }> {
  await using lab = await startLab({ scenarios: [] });
  await using dns = await startStubDnsServer(answer);
  const network = createNetwork({ dnsServers: [dns.address], allowedNetworks: [`${permitted}/32`], allowedPorts: [port] });
  const settings: ConnectionSettings = {
    email: 'anna@example.test',
    imap: { host: 'imap.example.test', port, security: 'tls' },
    smtp: { host: 'smtp.example.test', port, security: 'tls' },
    allowNonSecureCertificate: false,
    trustedCertificates: [],
    sendTestMessage: false,
    locale: 'en',
  };
  const report = await checkInLab(lab, settings, { network });
  return { report, asked: dns.questions.filter(({ type }) => type === 'A').map(({ name }) => name) };
}

test('a probe dials no address and no port that a check may not dial', async () => {
  await using listener = await startListener(denied);
  const { report } = await checkAt(listener.port, ({ name, type }) => (type === 'AAAA' ? [] : [name.startsWith('mail.') ? denied : permitted]));
  const probes = report.problems.flatMap(({ evidence }) => evidence.filter((observation) => observation.type === 'endpoint-probed'));
  const reasonOf = (host: string, port: number) => probes.find((probe) => probe.host === host && probe.port === port)?.reason;
  expect(reasonOf('mail.example.test', listener.port)).toBe('not-permitted');
  expect(reasonOf('imap.example.test', 143)).toBe('not-permitted');
  expect(listener.connections).toEqual([]);
  expect(JSON.stringify(report)).not.toContain(denied);
});

test('a name that was looked up is not asked for again, whatever it would answer now', async () => {
  await using listener = await startListener(denied);
  const port = await findClosedPort(permitted);
  const seen = new Set<string>();
  const { asked } = await checkAt(port, ({ name, type }) => {
    if (type === 'AAAA') return [];
    const isFirst = !seen.has(name);
    seen.add(name);
    return [isFirst ? permitted : denied];
  });
  for (const name of ['imap.example.test', 'smtp.example.test', 'mail.example.test']) expect(asked.filter((other) => other === name)).toHaveLength(1);
  expect(listener.connections).toEqual([]);
});
