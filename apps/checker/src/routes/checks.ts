import { checkRequestSchema, parseCheckRequest, reportSchema, type StartedCheck, startedCheckSchema } from '@inbox-connect/core';
import type { Checks } from '../checks/checks.ts';
import { readJsonBody } from '../http/json-body.ts';
import { HttpProblem } from '../http/problem.ts';
import { problems } from '../http/problem-responses.ts';
import { followingLimit, pathParameter, type Route } from '../http/route.ts';

const idParameter = { name: 'id', in: 'path' } as const;

/** Start a check, read its report, cancel or remove it. */
export function checkRoutes(checks: Checks): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/api/checks',
      summary: 'Starts a check of an inbox. A refusal with a challenge is let in when it is sent again with the work: see ProblemDetails',
      parameters: [
        { name: 'Idempotency-Key', in: 'header', pattern: idempotencyKey.source },
        { name: 'Proof-Of-Work', in: 'header' },
      ],
      requestSchema: checkRequestSchema,
      responses: { 202: { mediaType: 'application/json', schema: startedCheckSchema }, ...problems(400, 403, 413, 415, 422, 503) },
      handlers: [
        ...readJsonBody(16 * 1_024),
        async (request, response) => {
          const key = request.get('Idempotency-Key');
          if (key !== undefined && !idempotencyKey.test(key)) throw new HttpProblem(400);
          const body = parseCheckRequest(request.body);
          if ('errors' in body) throw new HttpProblem(400, { errors: body.errors });
          const started = await checks.start(body.request, { client: request.ip ?? '', idempotencyKey: key, proof: request.get('Proof-Of-Work') });
          if (started.type === 'key-reused') throw new HttpProblem(422);
          if (started.type !== 'accepted') {
            const headers = { 'Retry-After': String(started.retryAfterSeconds) };
            throw started.type === 'busy' ? new HttpProblem(503, { headers }) : new HttpProblem(429, { headers, challenge: started.challenge });
          }
          const report = `/api/checks/${started.id}`;
          response
            .status(202)
            .location(report)
            .json({ id: started.id, events: `${report}/events`, report } satisfies StartedCheck);
        },
      ],
    },
    {
      method: 'get',
      path: '/api/checks/{id}',
      summary: 'The report of a check, as far as it has come',
      parameters: [idParameter],
      responses: { 200: { mediaType: 'application/json', schema: reportSchema }, ...problems(404) },
      limit: followingLimit,
      handlers: [
        async (request, response) => {
          const report = await checks.report(pathParameter(request, 'id'));
          if (report === undefined) throw new HttpProblem(404);
          response.json(report);
        },
      ],
    },
    {
      method: 'delete',
      path: '/api/checks/{id}',
      summary: 'Cancels a check that runs, removes one that has ended',
      parameters: [idParameter],
      responses: { 202: null, 204: null, ...problems(403, 404) },
      handlers: [
        async (request, response) => {
          const result = await checks.cancel(pathParameter(request, 'id'));
          if (result === 'unknown') throw new HttpProblem(404);
          response.status(result === 'cancelling' ? 202 : 204).end();
        },
      ],
    },
  ];
}

/** Printable ASCII, as a UUID is. */
const idempotencyKey = /^[!-~]{1,255}$/;
