import { type SharedReport, sharedReportSchema } from '@inbox-connect/core';
import { fetchJson, type RequestOptions } from './request.ts';

/** A report that somebody has shared. Throws an `ApiError` with status 404 for a link that leads nowhere, or no longer. */
export function fetchSharedReport(token: string, options: RequestOptions = {}): Promise<SharedReport> {
  return fetchJson(`/api/reports/${encodeURIComponent(token)}`, sharedReportSchema, options);
}
