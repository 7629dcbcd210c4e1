import { type LabMessage, labMessagesSchema } from '@inbox-connect/core';
import { fetchJson, type RequestOptions } from './request.ts';

/** The last test messages that arrived from the service's mail lab, the latest first. */
export function fetchLabInbox(options: RequestOptions = {}): Promise<readonly LabMessage[]> {
  return fetchJson('/api/lab/inbox', labMessagesSchema, options);
}
