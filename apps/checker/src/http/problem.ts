import { STATUS_CODES } from 'node:http';
import type { Challenge, FieldError, ProblemDetails } from '@inbox-connect/core';
import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { describeFieldError } from '../words.ts';

interface ProblemParts {
  readonly headers?: Readonly<Record<string, string>>;
  readonly errors?: readonly FieldError[];
  readonly challenge?: Challenge | undefined;
}

/** A refusal of the API itself; thrown by a handler, written as `application/problem+json`. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[] | undefined;
  readonly challenge: Challenge | undefined;

  constructor(status: number, { headers = {}, errors, challenge }: ProblemParts = {}) {
    super(STATUS_CODES[status]);
    this.status = status;
    this.headers = headers;
    this.errors = errors;
    this.challenge = challenge;
  }
}

/** The last handler: every failure of a request is told in one form; what is our own fault is logged, not told. */
export function answerProblems(logger: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    const problem = problemOf(error);
    if (problem.status === 500) logger.error({ name: error?.name, frames: framesOf(error) }, 'a request broke down');
    if (response.headersSent) {
      next(error);
    } else {
      sendProblem(response, problem);
    }
  };
}

/** Where an error came from, without its message, which may quote what the request held. */
function framesOf(error: unknown): readonly string[] {
  return error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
}

/** Without a type of its own, a problem's title is the phrase of its status (RFC 9457 s.4.2.1). */
function sendProblem(response: Response, { status, headers, errors, challenge }: HttpProblem): void {
  const body: ProblemDetails = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? '',
    status,
    ...(errors && { errors: errors.map(({ field, code }) => ({ field, code, detail: describeFieldError(code) })) }),
    ...(challenge && { challenge }),
  };
  response.status(status).set(headers).set('Cache-Control', 'no-store').type('application/problem+json').send(JSON.stringify(body));
}

/** Express, its body parser and its files throw errors with a `status`; anything else is our own fault. */
function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (!(error instanceof Error) || !('status' in error)) return new HttpProblem(500);
  if ('type' in error && error.type === 'entity.parse.failed') return new HttpProblem(400, { errors: [{ field: '', code: 'body-not-readable' }] });
  if (error.status === 413) return new HttpProblem(413, { headers: { Connection: 'close' } });
  const isRefusal = typeof error.status === 'number' && error.status >= 400 && error.status < 500;
  return new HttpProblem(isRefusal ? Number(error.status) : 500);
}
