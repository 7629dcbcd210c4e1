import { type AppPasswordPage, appPasswordPagesSchema } from '@inbox-connect/core';
import { fetchJson, type RequestOptions } from './request.ts';

/** Where people make an app password, for every provider that has such a page. */
export function fetchAppPasswords(options: RequestOptions = {}): Promise<readonly AppPasswordPage[]> {
  return fetchJson('/api/app-passwords', appPasswordPagesSchema, options);
}
