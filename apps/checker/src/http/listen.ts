import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { localAddress } from '../config-values.ts';

/** Milliseconds that a client may take: a slow one must not hold a connection (RFC 9110 s.15.5.9 answers it 408). */
export interface ClientDeadlines {
  /** For the whole head of a request. */
  readonly headersMs: number;
  /** For the whole request, body included. */
  readonly requestMs: number;
}

export interface Listener {
  /** Where programs of this machine reach it: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Answers what has come, takes no more, and cuts what is left after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Listens for HTTP. Rejects with the system's error when the address is taken. */
export async function listen(app: RequestListener, { host, port }: { host: string; port: number }, deadlines: ClientDeadlines): Promise<Listener> {
  const shortest = Math.min(deadlines.headersMs, deadlines.requestMs);
  const server = createServer({
    headersTimeout: deadlines.headersMs,
    requestTimeout: deadlines.requestMs,
    connectionsCheckingInterval: Math.min(1_000, shortest),
    keepAliveTimeout: 5_000,
    noDelay: true,
  });
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
