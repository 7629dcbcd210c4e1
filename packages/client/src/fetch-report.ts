import { type Report, reportSchema } from '@inbox-connect/core';
import { fetchJson, type RequestOptions } from './request.ts';

/** The report of a check, as far as it has come; its outcome is null while it runs. */
export function fetchReport(id: string, options: RequestOptions = {}): Promise<Report> {
  return fetchJson(`/api/checks/${encodeURIComponent(id)}`, reportSchema, options);
}
