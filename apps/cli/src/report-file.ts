import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
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

/** Characters are four bytes at most. */
const mostBytes = 4 * largestReportFile;

/** Undefined for a file that is larger than any report: no more of it is read, not even of one without an end. */
async function textOf(path: string): Promise<string | undefined> {
  const content = await buffer(createReadStream(path, { end: mostBytes }));
  return content.length > mostBytes ? undefined : new TextDecoder().decode(content);
}
