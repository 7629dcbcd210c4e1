import { type Report, reportSchema, type SharedLink, type SharedReport } from '@inbox-connect/core';
import * as z from 'zod/mini';
import { createShareKey, digestOf } from './share-keys.ts';

/** A row of the table, as every database has it; times are in milliseconds since 1970. */
export interface StoredReport {
  readonly token: Buffer;
  readonly revokeKey: Buffer;
  readonly report: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export const createTable = `CREATE TABLE IF NOT EXISTS shared_reports (
  token {bytes} PRIMARY KEY,
  revoke_key {bytes} NOT NULL,
  report TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  views INTEGER NOT NULL DEFAULT 0
)`;

const day = 86_400_000;

/** A new row and what its maker gets for it. */
export function storeReport(report: Report, days: number, now: number): { readonly row: StoredReport; readonly link: SharedLink } {
  const [token, revokeKey] = [createShareKey(), createShareKey()];
  const expiresAt = now + days * day;
  return {
    row: { token: digestOf(token), revokeKey: digestOf(revokeKey), report: JSON.stringify(report), createdAt: now, expiresAt },
    link: { token, revokeKey, expiresAt: new Date(expiresAt).toISOString() },
  };
}

const rowSchema = z.object({ report: z.string(), created_at: z.coerce.number(), expires_at: z.coerce.number(), views: z.coerce.number() });

/** What was found; undefined when there was no row. */
export function readStoredReport(row: unknown): SharedReport | undefined {
  if (row === undefined) return undefined;
  const { report, created_at, expires_at, views } = rowSchema.parse(row);
  return {
    report: reportSchema.parse(JSON.parse(report)),
    createdAt: new Date(created_at).toISOString(),
    expiresAt: new Date(expires_at).toISOString(),
    views,
  };
}
