import { connectionSettingsSchema, emptyProgress, type Observation, type Report } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { startLab } from '../lab.ts';
import { replayReport } from './replay-report.ts';

const settings = connectionSettingsSchema.parse({
  email: 'anna@example.se',
  imap: { host: 'mail.example.se', port: 993, security: 'tls' },
  smtp: { host: 'mail.example.se', port: 465, security: 'tls' },
});

/** A failed check in which these facts were seen, written by anybody. */
function reportOf(facts: readonly Observation[]): Report {
  return {
    ...emptyProgress.report,
    outcome: 'failed',
    settings,
    stages: [{ service: 'imap', stage: 'secure', verdict: 'failed', durationMs: 1, observations: [...facts] }],
    problems: [
      {
        ...{ service: 'imap', stage: 'secure', cause: 'certificate-name-mismatch', error: 'certificate-not-trusted', severity: 'blocking' },
        ...{ confidence: 'certain', owner: 'it-team', evidence: [...facts], remedies: [], alternatives: [] },
      },
    ],
  };
}

const probed = (host: string, port = 993): Observation => ({
  ...{ type: 'endpoint-probed', host, port, security: 'tls', outcome: 'answered', durationMs: 1 },
});

describe('A replay', () => {
  it('answers under names of its own alone, whatever names the report has', async () => {
    await using lab = await startLab({ scenarios: [] });
    const strangers = ['imap.gmail.com', 'imap.healthy.lab.test', 'localhost', '127.0.0.1', 'a b', '', 'x'.repeat(300)];
    const scenario = replayReport(reportOf(strangers.map((host) => probed(host))), 'case');
    await using _replay = await lab.open(scenario);
    expect(strangers.filter((host) => (lab.privateHost(host)?.addresses.length ?? 0) > 0)).toEqual([]);
    expect(scenario.imap.aliases.filter((host) => !host.endsWith('.case.lab.test'))).toEqual([]);
    expect(lab.privateHost('imap.gmail.com.case.lab.test')?.addresses).toEqual(['127.0.0.1']);
  });

  it('keeps the names of the customer’s domain apart, the server’s own from that of its certificate too', () => {
    const names = ['imap.example.se', '*.example.se', 'server7.hoster.example'];
    const leaf = { subject: 'CN=x', names, issuer: 'CN=y', validFrom: '2026-01-01', validTo: '2030-01-01', fingerprint256: '0'.repeat(64) };
    const facts: readonly Observation[] = [
      { type: 'certificate-presented', host: 'mail.example.se', chain: [leaf], defects: ['certificate-name-mismatch'], decision: 'refused' },
      probed('imap.example.se'),
    ];
    const { imap, request } = replayReport(reportOf(facts), 'case');
    expect(request.imap.host).toBe('imap.case.lab.test');
    expect(imap.certificate).toEqual({ names: ['imap.example.se.case.lab.test', '*.other.case.lab.test', 'server7.hoster.example.case.lab.test'] });
    expect(imap.aliases).toEqual(['imap.example.se.case.lab.test']);
  });

  it('opens few ports, however many the report says have answered', () => {
    const facts = Array.from({ length: 5_000 }, (_, port) => probed('mail.example.se', port + 1));
    expect(Object.keys(replayReport(reportOf(facts), 'case').imap.ports).length).toBeLessThanOrEqual(11);
  });

  it('is reached no more when it is over', async () => {
    await using lab = await startLab({ scenarios: [] });
    const replay = await lab.open(replayReport(reportOf([]), 'case'));
    expect(lab.isLabAddress('anna@case.lab.test')).toBe(true);
    expect(lab.listeners()).not.toEqual([]);
    await replay[Symbol.asyncDispose]();
    expect(lab.privateHost('imap.case.lab.test')?.addresses).toEqual([]);
    expect(lab.listeners()).toEqual([]);
    expect(lab.isLabAddress('anna@case.lab.test')).toBe(false);
  });
});
