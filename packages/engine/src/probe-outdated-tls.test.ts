import type { TlsOptions } from 'node:tls';
import type { Report } from '@inbox-connect/core';
import { scenario, startLab } from '@inbox-connect/lab';
import { expect, it } from 'vitest';
import { checkInLab } from './testing/check-in-lab.ts';
import { certificate, closedPort, runCheck } from './testing/run-check.ts';
import { startTlsListener } from './testing/tls-listener.ts';

function chosenTls({ problems: [problem] }: Pick<Report, 'problems'>) {
  const probe = problem?.evidence.find((fact) => fact.type === 'endpoint-probed' && fact.tls !== undefined);
  return probe?.type === 'endpoint-probed' ? [problem?.cause, probe.port, probe.reason, probe.tls?.version] : [problem?.cause];
}

it.each([
  ['from the first byte', { port: 993, security: 'tls' }],
  ['after STARTTLS', { port: 143, security: 'starttls' }],
] as const)('a server that knows old versions alone is heard to say which, %s, and nothing is said to it', async (_, imap) => {
  const told = scenario('outdated', { imap: { tls: 'outdated', certificate: { defect: 'weak-key' } }, outcome: 'failed', request: { imap } });
  await using lab = await startLab({ scenarios: [told] });
  const { password: _password, ...settings } = told.request;
  const report = await checkInLab(lab, settings, { deadlines: { probe: 1_200 } });
  expect(chosenTls(report)).toEqual(['tls-version-unsupported', imap.port, 'old-tls-version', 'TLSv1.1']);
  expect(
    lab.log('outdated').flatMap((entry) => (entry.type === 'received' && entry.service === 'imap' && /LOGIN|AUTH/i.test(entry.text) ? [entry.text] : [])),
  ).toEqual([]);
});

it.each<[string, TlsOptions, readonly unknown[]]>([
  [
    'methods that are secure no more',
    { maxVersion: 'TLSv1.2', sigalgs: 'RSA+SHA1:ECDSA+SHA1', ciphers: 'DEFAULT:@SECLEVEL=0' },
    ['weak-tls-methods', 'TLSv1.2'],
  ],
  ['nothing that anybody knows', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-CAMELLIA128-SHA256:AES128-CCM8:@SECLEVEL=0' }, []],
])('a server that agrees on %s is told apart', async (_, options, chosen) => {
  await using server = await startTlsListener({ cert: certificate.certificate, key: certificate.key, ...options });
  const { report } = await runCheck({ imap: { port: server.port, security: 'tls' }, smtp: { port: await closedPort(), security: 'tls' } });
  expect(chosenTls(report)).toEqual(['tls-version-unsupported', ...(chosen.length > 0 ? [server.port, ...chosen] : [])]);
  expect(server.received()).toBe('');
});
