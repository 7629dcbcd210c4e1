import { problemDetailsSchema } from '@inbox-connect/core';
import type { ResponseBody } from './route.ts';

/** The refusals that a route describes. */
export function problems(...statuses: readonly number[]): Readonly<Record<number, ResponseBody>> {
  return Object.fromEntries(statuses.map((status) => [status, { mediaType: 'application/problem+json', schema: problemDetailsSchema }]));
}
