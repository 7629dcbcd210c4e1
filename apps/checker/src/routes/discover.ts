import { discoverRequestSchema, discoverySchema, parseDiscoverRequest } from '@inbox-connect/core';
import type { Discoveries } from '../discovery/discoveries.ts';
import { readJsonBody } from '../http/json-body.ts';
import { HttpProblem } from '../http/problem.ts';
import { problems } from '../http/problem-responses.ts';
import type { Route } from '../http/route.ts';

/** Find the servers of an address. */
export function discoverRoute(discoveries: Discoveries): Route {
  return {
    method: 'post',
    path: '/api/discover',
    summary: 'Finds the servers of an address, without signing in anywhere',
    requestSchema: discoverRequestSchema,
    responses: { 200: { mediaType: 'application/json', schema: discoverySchema }, ...problems(400, 403, 413, 415, 503) },
    limit: { points: 120, duration: 600 },
    handlers: [
      ...readJsonBody(16 * 1_024),
      async (request, response) => {
        const body = parseDiscoverRequest(request.body);
        if ('errors' in body) throw new HttpProblem(400, { errors: body.errors });
        const discovery = await discoveries.discover(body.request.email);
        if (discovery === 'busy') throw new HttpProblem(503, { headers: { 'Retry-After': '10' } });
        response.json(discovery);
      },
    ],
  };
}
