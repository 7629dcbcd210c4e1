import { type LabEntry, labEntrySchema, type Report } from '@inbox-connect/core';
import { fetchJson, type RequestOptions } from './request.ts';

/**
 * Starts servers of the service's mail lab that behave as those of a report did. What was said is not sent along: the facts
 * tell it. Throws an `ApiError`: 404 where the lab is off, 409 for a check that has nothing to replay.
 */
export function replayReport(report: Report, options: RequestOptions = {}): Promise<LabEntry> {
  return fetchJson('/api/lab/replays', labEntrySchema, options, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...report, transcript: { imap: [], smtp: [] } } satisfies Report),
  });
}
