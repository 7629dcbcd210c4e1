import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyProgress } from './check-progress.ts';
import { compareReports } from './compare-reports.ts';
import { diagnose } from './diagnose.ts';
import type { StageRecord } from './observation.ts';
import { diagnoseAgain, largestReportFile, type ReportDefect, readReport } from './read-report.ts';
import { redactionToken } from './redact.ts';
import { type Report, reportSchema } from './report.ts';
import { reproduce } from './reproduce.ts';
import { connectionSettingsSchema } from './settings.ts';
import { prepareShare } from './share.ts';

const settings = connectionSettingsSchema.parse({
  email: 'anna@example.com',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' },
});
const provider = { type: 'provider-recognised', host: 'imap.example.com', id: 'x', name: 'X', auth: 'app-password', imap: [], smtp: [] } as const;
const refusal: StageRecord = {
  service: 'imap',
  stage: 'authenticate',
  verdict: 'failed',
  durationMs: 5,
  observations: [
    { ...provider, appPasswordHelp: 'https://phishing.example/', enableImapHelp: 'https://phishing.example/', imap: [], smtp: [] },
    { type: 'credentials-sent', mechanism: 'PLAIN', encrypted: true },
    { type: 'server-replied', command: 'AUTHENTICATE PLAIN', ok: false, status: 'NO', reply: `NO <script>alert(1)</script> ${redactionToken}` },
  ],
};
const report: Report = {
  ...emptyProgress.report,
  outcome: 'failed',
  startedAt: '2026-11-25T07:00:00Z',
  settings,
  stages: [refusal],
  problems: [...diagnose([refusal])],
  transcript: { imap: [{ at: 1, from: 'server', text: '* OK' }], smtp: [] },
};
const text = JSON.stringify(report);

/** Everything that is done with a report that was opened. */
function use(opened: Report): void {
  const again = diagnoseAgain(opened).report;
  reportSchema.parse(again);
  compareReports(opened, again);
  prepareShare(again, { hideLocalPart: true, hideHostNames: true, includeTranscript: true });
  for (const problem of again.problems) if (again.settings !== null) reproduce(problem, again.settings);
}

function withText(place: string, inserted: string): string {
  expect(text).toContain(place);
  return text.replace(place, () => inserted);
}

/** Near the largest size that is read. */
const many = <T>(item: T, size = JSON.stringify(item).length + 1) => Array<T>(Math.floor(4_500_000 / size)).fill(item);

describe('A report file', () => {
  it('comes out as it went in, but for the pages that it leads to', () => {
    const opened = readReport(text);
    if (typeof opened === 'string') throw new Error(opened);
    const { appPasswordHelp, enableImapHelp, ...rest } = { appPasswordHelp: '', enableImapHelp: '', ...provider };
    expect(opened.stages).toEqual([{ ...refusal, observations: [rest, ...refusal.observations.slice(1)] }]);
    expect(opened).toMatchObject({ settings, transcript: report.transcript, outcome: 'failed' });
    expect(JSON.stringify([opened, diagnoseAgain(opened)])).not.toContain('phishing');
    expect(`${appPasswordHelp}${enableImapHelp}`).toBe('');
    use(opened);
  });

  it('shows what would disguise it', () => {
    const opened = readReport(withText('"* OK"', JSON.stringify('* OK\u202egnihtemos\u001b[31m\nnext')));
    expect(opened).toMatchObject({ transcript: { imap: [{ text: '* OK\\u{202e}gnihtemos\\u{1b}[31m\nnext' }] } });
  });

  it.each<[string, () => string, ReportDefect]>([
    ['that is empty', () => '', 'not-json'],
    ['that breaks off', () => text.slice(0, -20), 'not-json'],
    ['over 5 MB', () => text + ' '.repeat(largestReportFile), 'too-large'],
    ['of a newer schema', () => withText('"schema":1', '"schema":2,"more":[]'), 'newer-schema'],
    ['that is a list', () => '[]', 'not-a-report'],
    ['with a script beside its fields', () => withText('"schema":1', '"schema":1,"script":"<script>"'), 'not-a-report'],
    ['with a prototype among its keys', () => withText('"schema":1', '"schema":1,"__proto__":{"polluted":true}'), 'not-a-report'],
    ['with a prototype deep inside', () => withText('"durationMs":5', '"durationMs":5,"__proto__":{"polluted":true}'), 'not-a-report'],
    ['with a constructor', () => withText('"schema":1', '"schema":1,"constructor":{"prototype":{"polluted":true}}'), 'not-a-report'],
    ['of thousands of stages', () => JSON.stringify({ ...report, stages: many(refusal) }), 'not-a-report'],
    ['that began at no time', () => JSON.stringify({ ...report, startedAt: 'yesterday' }), 'not-a-report'],
    ['that goes through a stage twice', () => JSON.stringify({ ...report, stages: [refusal, refusal] }), 'not-a-report'],
    ['of thousands of facts', () => JSON.stringify({ ...report, stages: [{ ...refusal, observations: many({ type: 'signed-in' }) }] }), 'not-a-report'],
    ['of thousands of problems', () => JSON.stringify({ ...report, problems: many(report.problems[0]) }), 'not-a-report'],
    ['of a million things that are no stages', () => JSON.stringify({ ...report, stages: many({}) }), 'not-a-report'],
    ['nested a million times', () => withText('"stages":[', `"stages":[${'['.repeat(1_000_000)}${']'.repeat(1_000_000)},`), 'not-a-report'],
    ['with a reply as long as a book', () => withText('NO <script>', `NO ${'too many '.repeat(400_000)}`), 'not-a-report'],
    [
      'with a million keys',
      () =>
        withText(
          '"schema":1',
          `"schema":1,${many('"a":1')
            .map((_, index) => `"${index}":1`)
            .join()}`
            .slice(0, 4_900_000)
            .replace(/,[^,]*$/, ''),
        ),
      'not-a-report',
    ],
    ['with a host that is none', () => withText('"host":"imap.example.com","port":993', '"host":"$(reboot)","port":993'), 'not-a-report'],
  ])('%s is refused, and nothing of it stays behind', (_, content, defect) => {
    expect(readReport(content())).toBe(defect);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('whatever becomes of it is a report that can be used, or a reason', () => {
    const parts = [...text.matchAll(/"(?:[^"\\]|\\.)*"|\d+|true|false|null|[[\]{}:,]/g)].map(([part]) => part);
    const piece = fc.oneof(
      fc.constantFrom(...new Set(parts)),
      fc.json({ maxDepth: 3 }),
      fc.string().map((value) => JSON.stringify(value)),
    );
    const change = fc.tuple(fc.nat({ max: parts.length - 1 }), piece);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const opened = readReport(parts.map((part, index) => changes.find(([place]) => place === index)?.[1] ?? part).join(''));
        if (typeof opened === 'string') expect(opened).toMatch(/^(?:not-json|newer-schema|not-a-report)$/);
        else use(opened);
      }),
      { numRuns: 800 },
    );
  });

  it('is read from the events of a check too, whose last one has it', () => {
    const events = [{ type: 'check-wait' }, { type: 'check-end', at: 5, outcome: 'failed', report }];
    expect(readReport(events.map((event) => JSON.stringify(event)).join('\n'))).toMatchObject({ outcome: 'failed', settings });
  });
});
