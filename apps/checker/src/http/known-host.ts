import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { isLoopback } from '../config-values.ts';
import { HttpProblem } from './problem.ts';

type Binding = Pick<Config, 'host' | 'publicUrl'>;

/** Probes of load balancers and orchestrators ask by address; what is said here is no secret and changes nothing. */
const forAnyHost: readonly string[] = ['/healthz', '/readyz'];

/** Refuses a `Host` that is not ours: a foreign name that resolves to us must not reach the API (DNS rebinding). */
export function requireKnownHost(binding: Binding): RequestHandler {
  return (request, _response, next) => {
    // Two would let a proxy and us see different ones (RFC 9112 s.3.2).
    if ((request.headersDistinct['host']?.length ?? 0) > 1) throw new HttpProblem(400);
    if (originOf(request.headers.host, binding) === undefined && !forAnyHost.includes(request.path)) throw new HttpProblem(403);
    next();
  };
}

/**
 * Refuses what a page of another origin sends. Browsers tell the origin in `Origin` and `Sec-Fetch-Site`; with neither it is
 * a program, and accepted.
 */
export function requireSameOrigin(binding: Binding): RequestHandler {
  return (request, _response, next) => {
    const { host, origin, 'sec-fetch-site': site } = request.headers;
    const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    const isForeign = (origin !== undefined && origin.toLowerCase() !== originOf(host, binding)) || (site !== undefined && site !== 'same-origin');
    if (!isSafe && isForeign) throw new HttpProblem(403);
    next();
  };
}

/** Our own origin as it was asked for, or nothing when that is not ours. */
function originOf(header: string | undefined, { host, publicUrl }: Binding): string | undefined {
  const asked = header?.toLowerCase() ?? '';
  const own = publicUrl === undefined ? null : URL.parse(publicUrl);
  if (own !== null && [own.host, `${own.hostname}:${own.protocol === 'https:' ? 443 : 80}`].includes(asked)) return own.origin;

  const [, bracketed, plain] = /^(?:\[([\da-f:.]+)\]|([^\s:[\]@/?#\\]+))(?::\d{1,5})?$/.exec(asked) ?? [];
  const name = bracketed ?? plain ?? '';
  if (isLoopback(host)) return ['localhost', '127.0.0.1', '::1', host].includes(name) ? `http://${asked}` : undefined;
  // Bound to the network without a public address: a literal address cannot be rebound, other names could be anybody's.
  const isOurs = own === null && (isIP(name) !== 0 || name === 'localhost' || name === host.toLowerCase());
  return isOurs ? `http://${asked}` : undefined;
}
