import { labEntrySchema, reportSchema } from '@inbox-connect/core';
import { readJsonBody } from '../http/json-body.ts';
import { HttpProblem } from '../http/problem.ts';
import { problems } from '../http/problem-responses.ts';
import type { Route } from '../http/route.ts';
import type { Replays } from '../lab/replays.ts';
import { describeReplay } from '../words.ts';

/** Turns a report into servers of the lab that behave as those of the report did, for half an hour. There is no such route where the lab is off. */
export function replayRoute(replays: Replays): Route {
  return {
    method: 'post',
    path: '/api/lab/replays',
    summary: 'Starts servers of the mail lab that behave as those of a report did',
    requestSchema: reportSchema,
    responses: { 201: { mediaType: 'application/json', schema: labEntrySchema }, ...problems(400, 403, 409, 413, 415) },
    limit: { points: 30, duration: 600 },
    handlers: [
      ...readJsonBody(512 * 1_024, 20_000),
      async (request, response) => {
        const report = reportSchema.safeParse(request.body);
        if (!report.success) throw new HttpProblem(400);
        const entry = await replays.start(report.data);
        if (entry === undefined) throw new HttpProblem(409);
        response.status(201).json(describeReplay(entry));
      },
    ],
  };
}
