import { type Endpoint, securitySchema } from '@inbox-connect/core';

/** Reads `host:port/security`, an IPv6 address in brackets: `[::1]:993/tls`. Throws a `TypeError` that says how it is written. */
export function parseEndpoint(text: string): Endpoint {
  const [, bracketed, plain, port, security] = /^(?:\[([^\]]+)\]|([^:/]+)):(\d{1,5})\/(\w+)$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const known = securitySchema.options.find((option) => option === security);
  if (host === undefined || port === undefined || known === undefined) {
    throw new TypeError(`"${text}" is not host:port/security, such as imap.example.com:993/tls (security: ${securitySchema.options.join(', ')})`);
  }
  return { host, port: Number(port), security: known };
}

/** Writes an endpoint as `parseEndpoint` reads it. */
export function formatEndpoint({ host, port, security }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}/${security}`;
}
