import { readApiError } from './api-error.ts';

/** How to reach the service, and when to stop. */
export interface RequestOptions {
  /** `https://check.example.com`; the page's own origin unless given. */
  readonly baseUrl?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A schema of core, as far as we need it. */
interface Schema<T> {
  parse(value: unknown): T;
}

/** What answers is no Inbox Connect, or another version of it. */
export class UnreadableAnswerError extends Error {
  override readonly name = 'UnreadableAnswerError';
}

/** Sends one request. Throws an `ApiError` for every answer that is no success, and fetch's own error without one. */
export async function send(path: string, { baseUrl = '', signal }: RequestOptions, init: RequestInit = {}): Promise<Response> {
  // A password goes where it was meant to, not where somebody points on.
  const response = await fetch(`${baseUrl}${path}`, { ...init, cache: 'no-store', credentials: 'omit', redirect: 'error', ...(signal && { signal }) });
  if (!response.ok) throw await readApiError(response);
  return response;
}

/** Asks for JSON and reads it with its schema. Throws an `UnreadableAnswerError` for other answers. */
export async function fetchJson<T>(path: string, schema: Schema<T>, options: RequestOptions, init?: RequestInit): Promise<T> {
  const response = await send(path, options, init);
  const body = await response.text();
  try {
    return schema.parse(JSON.parse(body));
  } catch (cause) {
    throw new UnreadableAnswerError('What answers does not speak the API of Inbox Connect', { cause });
  }
}
