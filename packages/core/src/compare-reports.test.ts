import { describe, expect, it } from 'vitest';
import { emptyProgress } from './check-progress.ts';
import { compareReports, type ReportComparison } from './compare-reports.ts';
import { diagnose } from './diagnose.ts';
import type { Observation, StageRecord } from './observation.ts';
import type { Report } from './report.ts';
import { connectionSettingsSchema } from './settings.ts';

const settings = connectionSettingsSchema.parse({
  email: 'anna@example.com',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' },
});

function stage(name: StageRecord['stage'], observations: Observation[], changes: Partial<StageRecord> = {}): StageRecord {
  return { service: 'imap', stage: name, verdict: 'passed', durationMs: 20, observations, ...changes };
}

function reportOf(stages: readonly StageRecord[], changes: Partial<Report> = {}): Report {
  const problems = [...diagnose(stages)];
  const outcome = problems.length > 0 ? 'failed' : 'connected';
  return { ...emptyProgress.report, id: 'a', startedAt: '2026-11-25T07:00:00Z', outcome, settings, stages: [...stages], problems, ...changes };
}

function greeting(text: string): StageRecord {
  return stage('greet', [{ type: 'greeting-received', text }]);
}

function refused(responseCode: string): StageRecord {
  const reply = `NO [${responseCode}] Not today`;
  return stage('authenticate', [{ type: 'server-replied', command: 'LOGIN', ok: false, status: 'NO', responseCode, reply }], { verdict: 'failed' });
}

function differencesIn({ outcome, ...parts }: ReportComparison): readonly string[] {
  const all = Object.entries(parts).flatMap(([part, rows]) => rows.flatMap(({ differs }) => (differs ? part : [])));
  return outcome.differs ? ['outcome', ...all] : all;
}

const connected = reportOf([
  stage('resolve', [{ type: 'addresses-resolved', host: 'imap.example.com', addresses: ['192.0.2.1', '192.0.2.2'] }]),
  stage('connect', [{ type: 'connection-attempted', address: '192.0.2.1', port: 993, outcome: 'connected', durationMs: 14 }]),
  greeting('mx1 ESMTP x14-20020a170906148e00b0099d ready; Wed, 25 Nov 2026 08:00:01 +0100'),
  stage('select', [{ type: 'mailbox-opened', mailbox: 'INBOX', messages: 3 }]),
]);

describe('compareReports', () => {
  it('sees no difference in what every run has otherwise', () => {
    const later = reportOf(
      [
        stage('resolve', [{ type: 'addresses-resolved', host: 'imap.example.com', addresses: ['192.0.2.2', '192.0.2.1'] }], { durationMs: 900 }),
        stage('connect', [{ type: 'connection-attempted', address: '192.0.2.2', port: 993, outcome: 'connected', durationMs: 40 }]),
        greeting('mx1 ESMTP b9-19910a1709b7c1ff12b0076c ready; Thu, 26 Nov 2026 17:30:59 +0100'),
        stage('select', [{ type: 'mailbox-opened', mailbox: 'INBOX', messages: 7 }]),
      ],
      { id: 'b', startedAt: '2026-11-26T16:30:00Z', durationMs: 9 },
    );
    expect(differencesIn(compareReports(connected, later))).toEqual([]);
  });

  it.each<[string, Report, readonly string[]]>([
    ['settings', { ...connected, settings: { ...settings, imap: { ...settings.imap, port: 143, security: 'starttls' } } }, ['settings']],
    ['a stage that took much longer', { ...connected, stages: connected.stages.map((one) => ({ ...one, durationMs: 5_000 })) }, Array(4).fill('stages')],
    [
      'what the server says of itself',
      { ...connected, stages: connected.stages.map((one) => (one.stage === 'greet' ? greeting('Dovecot ready.') : one)) },
      ['facts'],
    ],
    ['a check that went otherwise', reportOf([...connected.stages, refused('AUTHENTICATIONFAILED')]), ['outcome', 'stages', 'facts', 'problems']],
  ])('sees %s', (_, other, expected) => {
    expect(differencesIn(compareReports(connected, other))).toEqual(expected);
    expect(differencesIn(compareReports(other, connected)).toSorted()).toEqual([...expected].toSorted());
  });

  it('sets what is of a kind side by side, and what stands elsewhere beside its equal', () => {
    const [before, after] = [refused('EXPIRED'), refused('UNAVAILABLE')];
    const { facts, problems } = compareReports(reportOf([before]), reportOf([after]));
    expect(facts).toEqual([{ service: 'imap', stage: 'authenticate', left: before.observations[0], right: after.observations[0], differs: true }]);
    expect(problems).toMatchObject([{ left: { cause: 'password-expired' }, right: { cause: 'server-unavailable' }, differs: true }]);

    const [first, second, third] = (['one', 'two', 'three'] as const).map((text): Observation => ({ type: 'protocol-violated', detail: text }));
    if (first === undefined || second === undefined || third === undefined) throw new Error('There are three');
    const rows = compareReports(reportOf([stage('greet', [first, second])]), reportOf([stage('greet', [second, third])])).facts;
    expect(rows.map(({ left, right, differs }) => [left, right, differs])).toEqual([
      [first, third, true],
      [second, second, false],
    ]);
  });

  it('puts a stage that only one of them has where it belongs', () => {
    const tls = reportOf([stage('connect', []), stage('secure', []), stage('greet', [])]);
    const open = reportOf([stage('connect', []), stage('greet', []), stage('authenticate', [])]);
    const { stages } = compareReports(tls, open);
    expect(stages.map((row) => row.stage)).toEqual(['connect', 'secure', 'greet', 'authenticate']);
    expect(stages.filter(({ differs }) => differs).map((row) => row.stage)).toEqual(['secure', 'authenticate']);
    expect(compareReports(open, tls).stages.map((row) => row.stage)).toEqual(['connect', 'secure', 'greet', 'authenticate']);
  });

  it('compares what never started', () => {
    const none = reportOf([], { outcome: null, settings: null });
    expect(differencesIn(compareReports(none, none))).toEqual([]);
    expect(differencesIn(compareReports(none, connected))).toContain('settings');
  });
});
