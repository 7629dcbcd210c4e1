import { type Discovery, discoverySchema } from '@inbox-connect/core';
import { fetchJson, type RequestOptions } from './request.ts';

/** Finds the servers of an address. Throws an `ApiError` when the service refuses (400 names the field, 429 and 503 say when to come back). */
export function discoverServers(email: string, options: RequestOptions = {}): Promise<Discovery> {
  const init: RequestInit = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email }) };
  return fetchJson('/api/discover', discoverySchema, options, init);
}
