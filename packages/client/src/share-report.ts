import { type SharedLink, type ShareRequest, sharedLinkSchema } from '@inbox-connect/core';
import { fetchJson, type RequestOptions, send } from './request.ts';

/** Shares the report of an ended check by a link of its own. Throws an `ApiError`: 404 when the service has the check no more. */
export function shareReport(request: ShareRequest, options: RequestOptions = {}): Promise<SharedLink> {
  return fetchJson('/api/reports', sharedLinkSchema, options, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
}

/** Takes a shared report back. Throws an `ApiError` with status 404 when there is none, or the key is not its. */
export async function takeBackReport({ token, revokeKey }: Pick<SharedLink, 'token' | 'revokeKey'>, options: RequestOptions = {}): Promise<void> {
  await send(`/api/reports/${encodeURIComponent(token)}`, options, { method: 'DELETE', headers: { 'Revoke-Key': revokeKey } });
}
