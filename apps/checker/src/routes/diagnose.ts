import { evidenceSchema, explainEvidence, explanationSchema, unreadEvidenceSchema } from '@inbox-connect/core';
import * as z from 'zod/mini';
import { readJsonBody } from '../http/json-body.ts';
import { HttpProblem } from '../http/problem.ts';
import { problems } from '../http/problem-responses.ts';
import type { Route } from '../http/route.ts';
import { takeTurns } from '../http/take-turns.ts';

const mostItems = 1_000;
const mostBytes = 2 * 1_024 * 1_024;
/** Values in a body of the most items, each with every field that it can have, and some that it cannot. */
const mostValues = 20 * mostItems;
/** Milliseconds for which items are explained before others get their turn of the event loop. */
const sliceMs = 10;
/** Lists that are explained at the same time; they share one turn, and each holds two megabytes. */
const mostLists = 32;

const answerSchema = z.union([explanationSchema, unreadEvidenceSchema]);

/** Explain what somebody else saw, by the rules that explain our own checks. */
export function diagnoseRoute(): Route {
  const explainAll = createExplainer();
  return {
    method: 'post',
    path: '/api/diagnose',
    summary: 'Explains replies and errors that were seen elsewhere, one or many; an item that cannot be read is answered with the reason',
    requestSchema: z.union([evidenceSchema, z.array(evidenceSchema).check(z.maxLength(mostItems))]),
    responses: { 200: { mediaType: 'application/json', schema: z.union([answerSchema, z.array(answerSchema)]) }, ...problems(400, 403, 413, 415, 503) },
    limit: { points: 3_000, duration: 600, bytesPerPoint: 16 * 1_024 },
    handlers: [
      ...readJsonBody(mostBytes, mostValues),
      async (request, response) => {
        const body: unknown = request.body;
        response.json(Array.isArray(body) ? await explainAll(body) : explainEvidence(body));
      },
    ],
  };
}

/** Explains lists in slices of time, so that nobody waits for the list of somebody else. */
function createExplainer(): (items: readonly unknown[]) => Promise<readonly unknown[]> {
  const turn = takeTurns();
  let lists = 0;
  return async (items) => {
    if (items.length > mostItems) throw new HttpProblem(400, { errors: [{ field: '', code: 'too-long' }] });
    if (lists >= mostLists) throw new HttpProblem(503, { headers: { 'Retry-After': '10' } });
    lists += 1;
    try {
      const answers = [];
      let until = 0;
      for (const item of items) {
        if (performance.now() >= until) {
          await turn();
          until = performance.now() + sliceMs;
        }
        answers.push(explainEvidence(item));
      }
      return answers;
    } finally {
      lists -= 1;
    }
  };
}
