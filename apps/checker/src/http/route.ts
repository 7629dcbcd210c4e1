import type { Express, Request, RequestHandler } from 'express';
import type * as z from 'zod/mini';
import type { RequestLimit } from '../limits/limit-requests.ts';
import { HttpProblem } from './problem.ts';

/** What a response holds, by media type. */
export interface ResponseBody {
  readonly mediaType: string;
  readonly schema?: z.core.$ZodType;
}

/** A parameter that stands in the path, in a header. */
interface RouteParameter {
  readonly name: string;
  readonly in: 'path' | 'header';
  readonly pattern?: string;
}

/** One operation of the API: what it does and how it is described. */
export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  /** `/api/checks/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly parameters?: readonly RouteParameter[];
  readonly requestSchema?: z.core.$ZodType;
  /** By status; null has no body. */
  readonly responses: Readonly<Record<number, ResponseBody | null>>;
  readonly handlers: readonly RequestHandler[];
  /** What one client may have of it; `usualLimit` unless said. `none`: it costs nothing, and whoever watches the service must get an answer. */
  readonly limit?: RequestLimit | 'none';
}

/** More than a page or a patient program needs. Soon forgotten: the counters of many addresses that come once must not fill the memory. */
const usualLimit: RequestLimit = { points: 600, duration: 60 };

/** What follows a check asks often, and again after each cut. */
export const followingLimit: RequestLimit = { points: 6_000, duration: 60 };

/** Adds the routes to the app, each behind its limit; another method on one of their paths is answered 405 with those that there are. */
export function addRoutes(app: Express, routes: readonly Route[], limitRequests: (limit: RequestLimit) => readonly RequestHandler[]): void {
  for (const [path, operations] of Map.groupBy(routes, (route) => route.path)) {
    const route = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const { method, handlers, limit = usualLimit } of operations) {
      route[method](...(limit === 'none' ? [] : limitRequests(limit)), ...handlers);
    }
    const allowed = operations.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
    route.all(() => {
      throw new HttpProblem(405, { headers: { Allow: allowed.join(', ') } });
    });
  }
}

/** The value that stands in the path for `{name}`. */
export function pathParameter(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}
