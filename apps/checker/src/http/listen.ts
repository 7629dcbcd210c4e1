import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { Config } from '../config.ts';
import { localAddress } from '../config-values.ts';
import { boundSockets, type SocketBounds } from './bound-sockets.ts';

/** What a client may take: a slow one must not hold a connection (RFC 9110 s.15.5.9 answers it 408). Times are in milliseconds. */
export interface ClientBounds {
  /** For the whole head of a request, from the connection or the answer before. */
  readonly headersMs: number;
  /** For the whole request, body included. */
  readonly requestMs: number;
  /** Without a byte in either direction, as when it does not read what it asked for. */
  readonly silenceMs: number;
  /** Undefined: as many as it likes. */
  readonly sockets?: SocketBounds | undefined;
}

export function clientBounds({ rateLimits, trustProxy }: Config): ClientBounds {
  return { headersMs: 10_000, requestMs: 15_000, silenceMs: 120_000, sockets: rateLimits ? { perClient: 256, proxies: trustProxy } : undefined };
}

/** Connections at the same time, whoever holds them. */
const mostSockets = 10_000;

export interface Listener {
  /** Where programs of this machine reach it: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Answers what has come, takes no more, and cuts what is left after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Listens for HTTP. Rejects with the system's error when the address is taken. */
export async function listen(app: RequestListener, { host, port }: { host: string; port: number }, bounds: ClientBounds): Promise<Listener> {
  const shortest = Math.min(bounds.headersMs, bounds.requestMs);
  const server = createServer({
    headersTimeout: bounds.headersMs,
    requestTimeout: bounds.requestMs,
    connectionsCheckingInterval: Math.min(1_000, shortest),
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16 * 1_024,
    noDelay: true,
  });
  server.maxConnections = mostSockets;
  // Those that come in one packet are all taken before anything else happens.
  server.maxRequestsPerSocket = 100;
  server.setTimeout(bounds.silenceMs);
  if (bounds.sockets !== undefined) boundSockets(server, bounds.sockets);
  server.on('request', app);
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const name = localAddress(host);
  const boundPort = typeof address === 'object' && address !== null ? address.port : port;

  return {
    url: `http://${name.includes(':') ? `[${name}]` : name}:${boundPort}`,
    close: async (graceMs) => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
