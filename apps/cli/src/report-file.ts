import { readFile, stat } from 'node:fs/promises';
import type { Catalogue } from '@inbox-connect/catalogue';
import { largestReportFile, type Report, readReport } from '@inbox-connect/core';
import { UsageError } from './exit-codes.ts';

/** Reads a report from a file. Throws a `UsageError` that says why the file is none. */
export async function readReportFile(path: string, { t }: Catalogue): Promise<Report> {
  const text = await textOf(path).catch((error: unknown) => {
    throw new UsageError(t('cli.report.unreadable', { path, reason: error instanceof Error && 'code' in error ? String(error.code) : '' }));
  });
  const report = text === undefined ? 'too-large' : readReport(text);
  if (typeof report === 'string') throw new UsageError(t(`cli.report.${report}`, { path }));
  return report;
}

/** Undefined for a file that is larger than any report: it is not even read. */
async function textOf(path: string): Promise<string | undefined> {
  // Characters are one byte at least.
  return (await stat(path)).size > 4 * largestReportFile ? undefined : readFile(path, 'utf8');
}
