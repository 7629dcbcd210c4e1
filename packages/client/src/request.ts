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

/** Sends one request. Throws an `ApiError` for every answer that is no success, and fetch's own error without one. */
export async function send(path: string, { baseUrl = '', signal }: RequestOptions, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(`${baseUrl}${path}`, { ...init, cache: 'no-store', credentials: 'omit', ...(signal && { signal }) });
  if (!response.ok) throw await readApiError(response);
  return response;
}

/** Asks for JSON and reads it with its schema. */
export async function fetchJson<T>(path: string, schema: Schema<T>, options: RequestOptions, init?: RequestInit): Promise<T> {
  const response = await send(path, options, init);
  return schema.parse(await response.json());
}
