import { type CheckRequestInput, type StartedCheck, startedCheckSchema } from '@inbox-connect/core';
import { pause } from './pause.ts';
import { fetchJson, type RequestOptions } from './request.ts';

/** How to start a check. */
export interface StartCheckOptions extends RequestOptions {
  /** The work that was done for it, as `solveChallenge` returns it. */
  readonly proof?: string | undefined;
}

const retryDelays: readonly number[] = [200, 800];

/**
 * Starts a check. A request that got no answer is sent again with the same `Idempotency-Key`, so that a cut connection
 * never starts two. Throws an `ApiError` when the service refuses (400 names the fields, 429 and 503 say when to come back,
 * 429 also with what work to come back at once).
 */
export async function startCheck(request: CheckRequestInput, options: StartCheckOptions = {}): Promise<StartedCheck> {
  const init: RequestInit = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomKey(), ...(options.proof !== undefined && { 'Proof-Of-Work': options.proof }) },
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
