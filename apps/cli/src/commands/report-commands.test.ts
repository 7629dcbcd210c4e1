import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEventSchema, type Report } from '@inbox-connect/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { healthy, runCommand } from '../testing/run-command.ts';

const directory = mkdtempSync(join(tmpdir(), 'report-commands-'));
const file = join(directory, 'report.json');
const events = join(directory, 'events.ndjson');
let report: Report;

function lastReport(output: string): Report {
  const last = checkEventSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
  if (last.type !== 'check-end') throw new Error(`The last event is ${last.type}`);
  return last.report;
}

function save(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

beforeAll(async () => {
  const { output } = await runCommand({ arguments: [...healthy, '--json'], environment: { INBOX_PASSWORD: 'not-the-right-one' } });
  report = lastReport(output);
  writeFileSync(events, output);
  writeFileSync(file, JSON.stringify(report));
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('inbox-connect explain', () => {
  it('tells a report again without a network, and how to see its failure without us; ends with 1 for one that failed', async () => {
    const { output, code } = await runCommand({ arguments: ['explain', file] });
    expect(output).toContain('[unauthorized]');
    expect(output.match(/^(IMAP|SMTP) /gm)).toHaveLength(report.stages.length);
    expect(output).not.toContain('Judged otherwise');
    expect(output).toMatch(/^ {2}curl .* --url imaps:\/\/imap\.healthy\.lab\.test:993\/ .*--user anna@healthy\.lab\.test$/m);
    expect(output).toContain('ask for the password');
    expect(code).toBe(1);
  });

  it('reads what check --json printed', async () => {
    expect((await runCommand({ arguments: ['explain', events] })).output).toContain('[unauthorized]');
  });

  it('points out what the rules of the day saw otherwise', async () => {
    const [problem] = report.problems;
    const old = save('old.json', JSON.stringify({ ...report, problems: [{ ...problem, cause: 'unexplained' }] }));
    const { output } = await runCommand({ arguments: ['explain', old, '--json'] });
    expect(JSON.parse(output)).toMatchObject({
      changes: [{ service: 'imap', stage: 'authenticate', before: 'unexplained', now: 'wrong-credentials' }],
      report: { problems: [{ cause: 'wrong-credentials' }] },
    });
    expect((await runCommand({ arguments: ['explain', old] })).output).toContain('wrong-credentials (then: unexplained)');
  });

  it.each<[string, () => string, string]>([
    ['that is not there', () => join(directory, 'none.json'), 'cannot be read (ENOENT)'],
    ['that is broken', () => save('broken.json', '{"schema": 1'), 'is not JSON'],
    ['of a newer version', () => save('newer.json', JSON.stringify({ ...report, schema: 2, more: true })), 'written by a newer version'],
    ['that has no end', () => '/dev/zero', 'larger than any report'],
  ])('says in one line what is wrong with a file %s', async (_, path, reason) => {
    const { output, errors, code } = await runCommand({ arguments: ['explain', path()] });
    expect(errors.trim().split('\n')).toEqual([expect.stringContaining(reason)]);
    expect({ output, code }).toEqual({ output: '', code: 2 });
  });
});

describe('inbox-connect compare', () => {
  it('tells what differs between two reports, and nothing else unless asked', async () => {
    const other = { ...report, id: 'other', startedAt: '2026-01-01T00:00:00Z', settings: report.settings && { ...report.settings, username: 'lind01' } };
    const { output, code } = await runCommand({ arguments: ['compare', file, save('other.json', JSON.stringify(other))] });
    expect(output.split('\n').slice(3)).toEqual(['Settings', '  Username', '    < anna@healthy.lab.test', '    > lind01', '']);
    expect(code).toBe(0);
    const all = await runCommand({ arguments: ['compare', file, events, '--all'] });
    expect(all.output).toMatch(/^Facts$/m);
    expect(all.output).not.toMatch(/^ {4}[<>]/m);
  });
});

describe('inbox-connect replay', () => {
  it('fails where and why the report says, against servers of the lab', async () => {
    const { output, code } = await runCommand({ arguments: ['replay', file, '--json'] });
    const again = lastReport(output);
    expect(again.problems.map(({ stage, cause }) => ({ stage, cause }))).toEqual([{ stage: 'authenticate', cause: 'wrong-credentials' }]);
    expect(again.settings?.imap.host).toBe('imap.replay.lab.test');
    expect(code).toBe(1);
  });

  it('has nothing to replay of a check that never ended', async () => {
    const { errors, code } = await runCommand({ arguments: ['replay', save('running.json', JSON.stringify({ ...report, outcome: null }))] });
    expect(errors).toContain('had not ended');
    expect(code).toBe(2);
  });
});

describe('inbox-connect scenario', () => {
  it('writes the report as a file that the lab can run', async () => {
    const { output, code } = await runCommand({ arguments: ['scenario', file, '--name', 'case-of-today'] });
    expect(code).toBe(0);
    const library = import.meta.resolve('@inbox-connect/lab');
    const written = save('case.ts', output.replace("'../scenario.ts'", `'${library}'`));
    const { default: scenario } = await import(written);
    expect(scenario).toMatchObject({
      name: 'case-of-today',
      imap: { replies: { authenticate: expect.stringContaining('AUTHENTICATIONFAILED') }, ports: { 993: 'tls' } },
      outcome: 'failed',
      problems: [{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials' }],
    });
  });

  it('takes no name that could not be a file of the lab', async () => {
    expect((await runCommand({ arguments: ['scenario', file, '--name', '../x'] })).code).toBe(2);
  });
});
