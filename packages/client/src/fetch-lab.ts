import { type LabEntry, labEntriesSchema } from '@inbox-connect/core';
import { fetchJson, type RequestOptions } from './request.ts';

/** The scenarios of the service's mail lab; none when it is off. */
export function fetchLab(options: RequestOptions = {}): Promise<readonly LabEntry[]> {
  return fetchJson('/api/lab', labEntriesSchema, options);
}
