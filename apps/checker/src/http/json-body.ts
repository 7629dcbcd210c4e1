import express, { type RequestHandler } from 'express';
import { HttpProblem } from './problem.ts';

/** Reads a JSON body of at most so many bytes; no other media type, no content coding. */
export function readJsonBody(limit: number): readonly RequestHandler[] {
  return [requireJson, express.json({ limit, type: () => true, strict: false, inflate: false })];
}

const requireJson: RequestHandler = (request, _response, next) => {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) throw new HttpProblem(415);
  next();
};
