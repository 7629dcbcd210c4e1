import type { CheckRequestInput, StartedCheck } from '@inbox-connect/core';
import { ApiError } from './api-error.ts';
import type { RequestOptions } from './request.ts';
import type { ProofProgress } from './solve-challenge.ts';
import { startCheck } from './start-check.ts';

/** A challenge that was solved too late, or has become too easy meanwhile, is followed by another one. */
const mostProofs = 3;

/**
 * Starts a check; does the work that the service asks for when there have been many, yields how far it is, and asks again.
 * Throws as `startCheck` does: the `ApiError` that asked for the work, when the last try did not help or the signal aborts.
 */
export async function* startCheckWithProof(request: CheckRequestInput, options: RequestOptions = {}): AsyncGenerator<ProofProgress, StartedCheck> {
  let proof: string | undefined;
  for (let proofs = 0; ; proofs += 1) {
    try {
      return await startCheck(request, { ...options, proof });
    } catch (error) {
      if (!(error instanceof ApiError) || error.challenge === undefined || proofs === mostProofs) throw error;
      yield { done: 0, parts: error.challenge.parts };
      // Few need it, so it comes when it is needed.
      const { solveChallenge } = await import('./solve-challenge.ts');
      try {
        proof = yield* solveChallenge(error.challenge, options.signal);
      } catch {
        throw error;
      }
    }
  }
}
