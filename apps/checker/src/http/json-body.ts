import express, { type RequestHandler } from 'express';
import { HttpProblem } from './problem.ts';

/** Reads a JSON body of at most so many bytes, and of so many values where that is said; no other media type, no content coding. */
export function readJsonBody(limit: number, mostValues = Number.POSITIVE_INFINITY): readonly RequestHandler[] {
  const verify = (_request: unknown, _response: unknown, body: Buffer) => {
    if (hasMoreValues(body, mostValues)) throw new HttpProblem(400, { errors: [{ field: '', code: 'too-long' }] });
  };
  return [requireJson, express.json({ limit, type: () => true, strict: false, inflate: false, verify })];
}

const requireJson: RequestHandler = (request, _response, next) => {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) throw new HttpProblem(415);
  next();
};

const [quote, backslash, comma, bracket, brace] = Buffer.from('"\\,[{');

/**
 * Whether a text of JSON holds more than so many values, told without parsing it: two megabytes of brackets take the parser
 * most of a second, in which nothing else happens.
 */
function hasMoreValues(body: Buffer, most: number): boolean {
  if (body.length <= most) return false;
  let values = 1;
  let isInString = false;
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index];
    if (isInString && byte === backslash) index += 1;
    else if (byte === quote) isInString = !isInString;
    else if (!isInString && (byte === comma || byte === bracket || byte === brace)) values += 1;
    if (values > most) return true;
  }
  return false;
}
