import { prepareShare, sharedLinkSchema, sharedReportSchema, shareRequestSchema } from '@inbox-connect/core';
import type { Checks } from '../checks/checks.ts';
import { readJsonBody } from '../http/json-body.ts';
import { HttpProblem } from '../http/problem.ts';
import { problems } from '../http/problem-responses.ts';
import { pathParameter, type Route } from '../http/route.ts';
import type { Reports } from '../reports/reports.ts';

const tokenParameter = { name: 'token', in: 'path' } as const;
const keyParameter = { name: 'Revoke-Key', in: 'header' } as const;

/** Share the report of an ended check by a link of its own, open it, take it back. Nothing is kept unless somebody asks for it. */
export function reportRoutes(checks: Checks, reports: Reports): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/api/reports',
      summary: 'Shares the report of an ended check',
      requestSchema: shareRequestSchema,
      responses: { 201: { mediaType: 'application/json', schema: sharedLinkSchema }, ...problems(400, 403, 404, 409, 413, 415) },
      limit: { points: 30, duration: 600 },
      handlers: [
        ...readJsonBody(16 * 1_024),
        async (request, response) => {
          const wanted = shareRequestSchema.safeParse(request.body);
          if (!wanted.success) throw new HttpProblem(400);
          const { check, days, ...options } = wanted.data;
          const report = await checks.report(check);
          if (report === undefined) throw new HttpProblem(404);
          if (report.outcome === null) throw new HttpProblem(409);
          response.status(201).json(await reports.save(prepareShare(report, options), days));
        },
      ],
    },
    {
      method: 'get',
      path: '/api/reports/{token}',
      summary: 'A shared report, for whoever has its link',
      parameters: [tokenParameter, keyParameter],
      responses: { 200: { mediaType: 'application/json', schema: sharedReportSchema }, ...problems(404) },
      handlers: [
        async (request, response) => {
          const shared = await reports.find(pathParameter(request, 'token'), request.get('Revoke-Key'));
          if (shared === undefined) throw new HttpProblem(404);
          response.set('X-Robots-Tag', 'noindex').json(shared);
        },
      ],
    },
    {
      method: 'delete',
      path: '/api/reports/{token}',
      summary: 'Takes a shared report back, with the key of its maker',
      parameters: [tokenParameter, keyParameter],
      responses: { 204: null, ...problems(403, 404) },
      handlers: [
        async (request, response) => {
          if (!(await reports.remove(pathParameter(request, 'token'), request.get('Revoke-Key') ?? ''))) throw new HttpProblem(404);
          response.status(204).end();
        },
      ],
    },
  ];
}
