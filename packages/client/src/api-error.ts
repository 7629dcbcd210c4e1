import { type Challenge, type ProblemDetails, problemDetailsSchema } from '@inbox-connect/core';

/** The service refused a request, or failed at it; the fields are those of its `application/problem+json` (RFC 9457). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  /** One entry for every refused field. */
  readonly errors: NonNullable<ProblemDetails['errors']>;
  /** Seconds after which it makes sense to ask again. */
  readonly retryAfterSeconds: number | undefined;
  /** The work after which the same request is let in at once. */
  readonly challenge: Challenge | undefined;

  constructor({ title, status, detail, errors = [], challenge }: Omit<ProblemDetails, 'type'>, retryAfterSeconds?: number) {
    super(detail ?? `${title} (${status})`);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
    this.challenge = challenge;
  }
}

/** Reads a refusal; what stands between us and the service may answer in its own form, which is not shown. */
export async function readApiError(response: Response): Promise<ApiError> {
  const problem = problemDetailsSchema.safeParse(await response.json().catch(() => undefined));
  const details = problem.success ? problem.data : { title: response.statusText, status: response.status };
  return new ApiError(details, retryAfter(response.headers.get('Retry-After')));
}

function retryAfter(value: string | null): number | undefined {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
