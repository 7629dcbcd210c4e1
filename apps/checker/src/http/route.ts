import type { Express, Request, RequestHandler } from 'express';
import type * as z from 'zod/mini';
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
}

/** Adds the routes to the app; another method on one of their paths is answered 405 with those that there are. */
export function addRoutes(app: Express, routes: readonly Route[]): void {
  for (const [path, operations] of Map.groupBy(routes, (route) => route.path)) {
    const route = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const { method, handlers } of operations) route[method](...handlers);
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
