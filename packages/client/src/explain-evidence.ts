import { type Evidence, type Explanation, explanationsSchema } from '@inbox-connect/core';
import { fetchJson, type RequestOptions } from './request.ts';

/** What pieces of evidence mean, in their order. */
export function explainEvidence(evidence: readonly Evidence[], options: RequestOptions = {}): Promise<readonly Explanation[]> {
  return fetchJson('/api/diagnose', explanationsSchema, options, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(evidence),
  });
}
