import { DatabaseSync } from 'node:sqlite';
import type { Reports } from './reports.ts';
import { digestOf } from './share-keys.ts';
import { createTable, readStoredReport, storeReport } from './stored-report.ts';

/** Keeps shared reports in a file, or in memory as `:memory:`. Throws SQLite's error when the file cannot be opened. */
export function openSqliteReports(file: string, now: () => number = Date.now): Reports {
  const database = new DatabaseSync(file);
  // What is deleted is overwritten, not only unlinked.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000;');
  database.exec(createTable.replaceAll('{bytes}', 'BLOB'));
  const insert = database.prepare('INSERT INTO shared_reports (token, revoke_key, report, created_at, expires_at) VALUES (?, ?, ?, ?, ?)');
  const view = database.prepare(
    'UPDATE shared_reports SET views = views + CASE WHEN revoke_key = ? THEN 0 ELSE 1 END WHERE token = ? AND expires_at > ? RETURNING report, created_at, expires_at, views',
  );
  const remove = database.prepare('DELETE FROM shared_reports WHERE token = ? AND revoke_key = ? AND expires_at > ?');
  const removeExpired = database.prepare('DELETE FROM shared_reports WHERE expires_at <= ?');

  return {
    save: async (report, days) => {
      const { row, link } = storeReport(report, days, now());
      insert.run(row.token, row.revokeKey, row.report, row.createdAt, row.expiresAt);
      return link;
    },
    find: async (token, revokeKey = '') => readStoredReport(view.get(digestOf(revokeKey), digestOf(token), now())),
    remove: async (token, revokeKey) => Number(remove.run(digestOf(token), digestOf(revokeKey), now()).changes) > 0,
    removeExpired: async () => {
      const { changes } = removeExpired.run(now());
      // The log of SQLite still has what was deleted until it is folded into the file.
      if (changes > 0) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return Number(changes);
    },
    [Symbol.asyncDispose]: async () => database.close(),
  };
}
