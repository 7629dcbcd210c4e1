import {
  type Certificate,
  compareReports,
  connectionSettingsSchema,
  emptyProgress,
  type Observation,
  type Report,
  type StageRecord,
} from '@inbox-connect/core';
import { expect, it } from 'vitest';
import { describeComparison, loadCatalogue } from './index.ts';

const catalogue = await loadCatalogue('en');
const settings = connectionSettingsSchema.parse({
  email: 'anna@example.com',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' },
});

function reportOf(observations: Observation[], changes: Partial<Report> = {}): Report {
  const stages: StageRecord[] = [{ service: 'imap', stage: 'secure', verdict: 'passed', durationMs: 40, observations }];
  return { ...emptyProgress.report, outcome: 'connected', startedAt: '2026-11-25T07:00:00Z', settings, stages, ...changes };
}

function presented(fingerprint256: string): Observation {
  const leaf: Certificate = {
    subject: 'CN=imap.example.com',
    names: ['imap.example.com'],
    issuer: 'CN=Authority',
    validFrom: '2026-11-01T00:00:00Z',
    validTo: '2027-01-24T07:00:00Z',
    fingerprint256,
  };
  return { type: 'certificate-presented', host: 'imap.example.com', chain: [leaf], defects: [], decision: 'valid' };
}

/** What differs, part by part. */
function differences(left: Report, right: Report) {
  const parts = describeComparison(catalogue, compareReports(left, right), left, right);
  return Object.fromEntries(parts.map(({ title, rows }) => [title, rows.filter(({ differs }) => differs).map((row) => [row.name, row.left, row.right])]));
}

it('names every part, and says on both sides what differs', () => {
  const other = { ...settings, username: 'lind01', smtp: { ...settings.smtp, port: 465, security: 'tls' as const } };
  expect(differences(reportOf([]), reportOf([], { settings: other, outcome: 'cancelled' }))).toEqual({
    Settings: [
      ['Username', ['anna@example.com'], ['lind01']],
      ['Outgoing', ['smtp.example.com port 587, STARTTLS'], ['smtp.example.com port 465, SSL/TLS']],
    ],
    Stages: [['Outcome', ['Your inbox is connected'], ['The check was cancelled']]],
    Facts: [],
    Problems: [],
  });
});

it('tells two certificates apart that look alike, and shows the facts of a stage together', () => {
  const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
  const capabilities = (names: string[]): Observation => ({ type: 'capabilities-listed', when: 'before-sign-in', capabilities: names });
  const left = reportOf([presented(one), capabilities(['IDLE', 'AUTH=PLAIN'])]);
  const right = reportOf([presented(other), capabilities(['IDLE', 'LOGINDISABLED'])]);
  expect(differences(left, right)['Facts']).toEqual([
    [
      'IMAP: Secure the connection',
      ['certificate valid 60 days', 'CN=imap.example.com', one, '2 capabilities offered', 'AUTH=PLAIN'],
      ['certificate valid 60 days', 'CN=imap.example.com', other, '2 capabilities offered', 'LOGINDISABLED'],
    ],
  ]);
});
