import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { HttpProblem } from '../http/problem.ts';
import { clientKey } from './client-key.ts';
import { takePoints } from './limiter.ts';

/** Points, and the seconds in which they come back. */
export interface RequestLimit {
  readonly points: number;
  readonly duration: number;
  /** Where the work grows with the body: a request costs a point for each so many bytes that it begins. */
  readonly bytesPerPoint?: number;
}

/** Lets each client send so many requests in so many seconds, and says when to come back. */
export function limitRequests({ points, duration, bytesPerPoint }: RequestLimit): RequestHandler {
  const limiter = new RateLimiterMemory({ points, duration });
  return async (request, _response, next) => {
    const cost = bytesPerPoint === undefined ? 1 : Math.max(1, Math.ceil(announcedBytes(request) / bytesPerPoint));
    const retryAfterSeconds = await takePoints(limiter, clientKey(request.ip ?? ''), cost);
    if (retryAfterSeconds !== undefined) throw new HttpProblem(429, { headers: { 'Retry-After': String(retryAfterSeconds) } });
    next();
  };
}

/** More than this no body of ours may have; one that does not say how long it is counts as much. */
const mostBytes = 2 * 1_024 * 1_024;

function announcedBytes(request: Request): number {
  const length = request.headers['content-length'];
  return length === undefined ? mostBytes : Math.min(Number(length), mostBytes);
}
