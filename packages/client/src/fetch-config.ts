import { type ServiceConfig, serviceConfigSchema } from '@inbox-connect/core';
import { fetchJson, type RequestOptions } from './request.ts';

/** What a page has to know about the service. */
export function fetchConfig(options: RequestOptions = {}): Promise<ServiceConfig> {
  return fetchJson('/api/config', serviceConfigSchema, options);
}
