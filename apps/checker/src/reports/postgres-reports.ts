import { Pool } from 'pg';
import type { Reports } from './reports.ts';
import { digestOf } from './share-keys.ts';
import { createTable, readStoredReport, storeReport } from './stored-report.ts';

/** Keeps shared reports in PostgreSQL, for several web nodes. Rejects with the database's error when it cannot be reached. */
export async function openPostgresReports(url: string, now: () => number = Date.now): Promise<Reports> {
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while nobody uses it is replaced by the pool.
  pool.on('error', () => {});
  try {
    await pool.query(createTable.replaceAll('{bytes}', 'BYTEA'));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    save: async (report, days) => {
      const { row, link } = storeReport(report, days, now());
      await pool.query('INSERT INTO shared_reports (token, revoke_key, report, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)', [
        row.token,
        row.revokeKey,
        row.report,
        row.createdAt,
        row.expiresAt,
      ]);
      return link;
    },
    find: async (token, revokeKey = '') => {
      const { rows } = await pool.query(
        'UPDATE shared_reports SET views = views + CASE WHEN revoke_key = $1 THEN 0 ELSE 1 END WHERE token = $2 AND expires_at > $3 RETURNING report, created_at, expires_at, views',
        [digestOf(revokeKey), digestOf(token), now()],
      );
      return readStoredReport(rows[0]);
    },
    remove: async (token, revokeKey) => {
      const { rowCount } = await pool.query('DELETE FROM shared_reports WHERE token = $1 AND revoke_key = $2 AND expires_at > $3', [
        digestOf(token),
        digestOf(revokeKey),
        now(),
      ]);
      return (rowCount ?? 0) > 0;
    },
    removeExpired: async () => {
      const { rowCount } = await pool.query('DELETE FROM shared_reports WHERE expires_at <= $1', [now()]);
      return rowCount ?? 0;
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}
