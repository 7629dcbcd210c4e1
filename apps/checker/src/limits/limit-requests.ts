import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpProblem } from '../http/problem.ts';
import { clientKey } from './client-key.ts';

/** Lets each client send so many requests in so many seconds, and says when to come back. */
export function limitRequests({ points, duration }: { readonly points: number; readonly duration: number }): RequestHandler {
  const limiter = new RateLimiterMemory({ points, duration });
  return async (request, _response, next) => {
    try {
      await limiter.consume(clientKey(request.ip ?? ''));
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      throw new HttpProblem(429, { headers: { 'Retry-After': String(Math.max(1, Math.ceil(reason.msBeforeNext / 1_000))) } });
    }
    next();
  };
}
