import express, { type RequestHandler } from 'express';
import { HttpProblem } from './problem.ts';

/** Reads a JSON body of at most 16 kB; no other media type, no content coding. */
export const readJsonBody: readonly RequestHandler[] = [
  (request, _response, next) => {
    if (!/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) throw new HttpProblem(415);
    next();
  },
  express.json({ limit: 16 * 1_024, type: () => true, strict: false, inflate: false }),
];
