import { setImmediate } from 'node:timers/promises';
import { evidenceSchema, explainEvidence, explanationSchema, unreadEvidenceSchema } from '@inbox-connect/core';
import * as z from 'zod/mini';
import { readJsonBody } from '../http/json-body.ts';
import { HttpProblem } from '../http/problem.ts';
import { problems } from '../http/problem-responses.ts';
import type { Route } from '../http/route.ts';

const mostItems = 1_000;
const mostBytes = 2 * 1_024 * 1_024;
/** Items that are explained before others get their turn of the event loop. */
const itemsAtOnce = 20;

const answerSchema = z.union([explanationSchema, unreadEvidenceSchema]);

/** Explain what somebody else saw, by the rules that explain our own checks. */
export const diagnoseRoute: Route = {
  method: 'post',
  path: '/api/diagnose',
  summary: 'Explains replies and errors that were seen elsewhere, one or many; an item that cannot be read is answered with the reason',
  requestSchema: z.union([evidenceSchema, z.array(evidenceSchema).check(z.maxLength(mostItems))]),
  responses: { 200: { mediaType: 'application/json', schema: z.union([answerSchema, z.array(answerSchema)]) }, ...problems(400, 403, 413, 415) },
  handlers: [
    ...readJsonBody(mostBytes),
    async (request, response) => {
      const body: unknown = request.body;
      response.json(Array.isArray(body) ? await explainAll(body) : explainEvidence(body));
    },
  ],
};

async function explainAll(items: readonly unknown[]): Promise<readonly unknown[]> {
  if (items.length > mostItems) throw new HttpProblem(400, { errors: [{ field: '', code: 'too-long' }] });
  const answers = [];
  for (const [index, item] of items.entries()) {
    if (index % itemsAtOnce === itemsAtOnce - 1) await setImmediate();
    answers.push(explainEvidence(item));
  }
  return answers;
}
