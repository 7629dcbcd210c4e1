import { feedbackSchema, fieldErrorsOf } from '@inbox-connect/core';
import { readJsonBody } from '../http/json-body.ts';
import { HttpProblem } from '../http/problem.ts';
import { problems } from '../http/problem-responses.ts';
import type { Route } from '../http/route.ts';
import type { Metrics } from '../metrics.ts';

/** Counts whether an explanation helped; nothing of the answer is kept but the count. */
export function feedbackRoute({ countFeedback }: Pick<Metrics, 'countFeedback'>): Route {
  return {
    method: 'post',
    path: '/api/feedback',
    summary: 'Says whether the explanation of a problem helped',
    requestSchema: feedbackSchema,
    responses: { 204: null, ...problems(400, 403, 413, 415) },
    limit: { points: 60, duration: 600 },
    handlers: [
      ...readJsonBody(1_024),
      (request, response) => {
        const body = feedbackSchema.safeParse(request.body);
        if (!body.success) throw new HttpProblem(400, { errors: body.error.issues.flatMap(fieldErrorsOf) });
        countFeedback(body.data);
        response.status(204).end();
      },
    ],
  };
}
