import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyProgress, type Report } from '@inbox-connect/core';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../testing/postgres.ts';
import { openReports } from './open-reports.ts';
import { openPostgresReports } from './postgres-reports.ts';
import type { Reports } from './reports.ts';
import { openSqliteReports } from './sqlite-reports.ts';

const report: Report = { ...emptyProgress.report, id: 'a-check-with-a-name', outcome: 'failed' };
const day = 86_400_000;
const noon = Date.UTC(2026, 10, 25, 12);

let directory: string;
let postgres: Postgres;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'reports-'));
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

const stores: Readonly<Record<string, (now: () => number) => Promise<Reports>>> = {
  'a file of SQLite': async (now) => openSqliteReports(join(directory, 'reports.sqlite'), now),
  'the memory of the process': async (now) => openSqliteReports(':memory:', now),
  PostgreSQL: (now) => openPostgresReports(postgres.url, now),
};

describe.each(Object.entries(stores))('Reports in %s', (_, open) => {
  it('are found by their link alone, and count who looks', async () => {
    await using reports = await open(() => noon);
    const { token, revokeKey, expiresAt } = await reports.save(report, 7);
    expect(token).toMatch(/^[\w-]{27}$/);
    expect(expiresAt).toBe('2026-12-02T12:00:00.000Z');
    expect(await reports.find(token)).toEqual({ report, createdAt: '2026-11-25T12:00:00.000Z', expiresAt, views: 1 });
    expect((await reports.find(token, token))?.views).toBe(2);
    expect((await reports.find(token, revokeKey))?.views).toBe(2);
    expect(await reports.find(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined();
    expect(await reports.find('')).toBeUndefined();
  });

  it('are removed by whoever has the key, once', async () => {
    await using reports = await open(() => noon);
    const { token, revokeKey } = await reports.save(report, 1);
    expect(await reports.remove(token, token)).toBe(false);
    expect(await reports.remove(revokeKey, revokeKey)).toBe(false);
    expect(await reports.find(token)).toBeDefined();
    expect(await reports.remove(token, revokeKey)).toBe(true);
    expect(await reports.find(token)).toBeUndefined();
    expect(await reports.remove(token, revokeKey)).toBe(false);
  });

  it('are gone at the end of their time, for everybody', async () => {
    let now = noon;
    await using reports = await open(() => now);
    const short = await reports.save(report, 1);
    const long = await reports.save(report, 30);
    now = noon + day;
    expect(await reports.find(short.token)).toBeUndefined();
    expect(await reports.remove(short.token, short.revokeKey)).toBe(false);
    expect(await reports.find(long.token)).toBeDefined();
    expect(await reports.removeExpired()).toBeGreaterThanOrEqual(1);
    expect(await reports.removeExpired()).toBe(0);
    expect((await reports.find(long.token))?.views).toBe(2);
  });

  it('keep their views right when many look at once', async () => {
    await using reports = await open(() => noon);
    const { token } = await reports.save(report, 1);
    const views = await Promise.all(Array.from({ length: 20 }, async () => (await reports.find(token))?.views));
    expect(views.toSorted((left = 0, right = 0) => left - right)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});

describe('What is stored', () => {
  it('opens no link and takes none back', async () => {
    await using reports = await openPostgresReports(postgres.url);
    const { token, revokeKey } = await reports.save(report, 1);
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    const { rows } = await client.query('SELECT encode(token, $1) AS token, encode(revoke_key, $1) AS key, report FROM shared_reports', ['escape']);
    await client.end();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(revokeKey);
  });

  it('is overwritten in the file when its time is over', async () => {
    let now = noon;
    const file = join(directory, 'expiry.sqlite');
    await using reports = openSqliteReports(file, () => now);
    await reports.save({ ...report, id: 'a-name-to-look-for' }, 1);
    const bytes = () => ['', '-wal'].map((suffix) => readFileSync(file + suffix, 'latin1')).join('');
    expect(bytes()).toContain('a-name-to-look-for');
    now += day;
    await reports.removeExpired();
    expect(bytes()).not.toContain('a-name-to-look-for');
  });

  it('survives a restart in a file and in PostgreSQL, not in the memory', async () => {
    for (const url of [join(directory, 'restart.sqlite'), postgres.url, undefined]) {
      const before = await openReports(url);
      const { token } = await before.save(report, 1);
      await before[Symbol.asyncDispose]();
      await using after = await openReports(url);
      expect((await after.find(token)) !== undefined).toBe(url !== undefined);
    }
  });
});

it.each(['postgres://nobody:a-secret@127.0.0.1:1/none', '/no/such/folder/reports.sqlite'])(
  'A database that cannot be opened is one readable line: %s',
  async (url) => {
    const error = await openReports(url).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/^ConfigError: DATABASE_URL: the database cannot be opened \(\w+\)$/);
  },
);
