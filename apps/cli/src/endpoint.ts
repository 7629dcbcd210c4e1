import { type Endpoint, securitySchema } from '@inbox-connect/core';

/** Reads `host:port/security`, an IPv6 address in brackets: `[::1]:993/tls`. Undefined when it is written otherwise. */
export function parseEndpoint(text: string): Endpoint | undefined {
  const [, bracketed, plain, port, security] = /^(?:\[([^\]]+)\]|([^:/]+)):(\d{1,5})\/(\w+)$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const known = securitySchema.options.find((option) => option === security);
  return host === undefined || port === undefined || known === undefined ? undefined : { host, port: Number(port), security: known };
}

/** Writes an endpoint as `parseEndpoint` reads it. */
export function formatEndpoint({ host, port, security }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}/${security}`;
}
