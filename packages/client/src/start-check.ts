import { type CheckRequestInput, type StartedCheck, startedCheckSchema } from '@inbox-connect/core';
import { pause } from './pause.ts';
import { fetchJson, type RequestOptions } from './request.ts';

const retryDelays: readonly number[] = [200, 800];

/**
 * Starts a check. A request that got no answer is sent again with the same `Idempotency-Key`, so that a cut connection
 * never starts two. Throws an `ApiError` when the service refuses (400 names the fields, 503 says when to come back).
 */
export async function startCheck(request: CheckRequestInput, options: RequestOptions = {}): Promise<StartedCheck> {
  const init: RequestInit = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomKey() },
    body: JSON.stringify(request),
  };
  for (const delay of retryDelays) {
    try {
      return await fetchJson('/api/checks', startedCheckSchema, options, init);
    } catch (error) {
      // fetch says "no answer came" with a TypeError; whatever else it is, asking again would not help.
      if (!(error instanceof TypeError)) throw error;
    }
    await pause(delay, options.signal);
  }
  return fetchJson('/api/checks', startedCheckSchema, options, init);
}

/** 128 random bits; `randomUUID` exists in secure contexts only. */
function randomKey(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toHex();
}
