import { type SharedReport, sharedReportSchema } from '@inbox-connect/core';
import { fetchJson, type RequestOptions } from './request.ts';

/**
 * A report that somebody has shared. With the key of whoever shared it, this is no view that counts. Throws an `ApiError`
 * with status 404 for a link that leads nowhere, or no longer.
 */
export function fetchSharedReport(
  token: string,
  { revokeKey, ...options }: RequestOptions & { readonly revokeKey?: string | undefined } = {},
): Promise<SharedReport> {
  const init = revokeKey === undefined ? {} : { headers: { 'Revoke-Key': revokeKey } };
  return fetchJson(`/api/reports/${encodeURIComponent(token)}`, sharedReportSchema, options, init);
}
