import { ConfigError } from '../config.ts';
import type { Reports } from './reports.ts';

/** Opens where shared reports are kept: PostgreSQL, a file of SQLite, or this process. Throws a `ConfigError` when it cannot be opened. */
export async function openReports(databaseUrl: string | undefined): Promise<Reports> {
  try {
    if (databaseUrl !== undefined && /^postgres(?:ql)?:\/\//.test(databaseUrl)) {
      // Loaded where it is used: most services have no PostgreSQL.
      const { openPostgresReports } = await import('./postgres-reports.ts');
      return await openPostgresReports(databaseUrl);
    }
    const { openSqliteReports } = await import('./sqlite-reports.ts');
    return openSqliteReports(databaseUrl ?? ':memory:');
  } catch (error) {
    // The message of a database can hold its address, and that a password.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    throw new ConfigError(`DATABASE_URL: the database cannot be opened (${code})`);
  }
}
