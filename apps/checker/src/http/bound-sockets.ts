import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { BlockList, isIPv6, type Socket } from 'node:net';
import { clientKey } from '../limits/client-key.ts';

/** How many connections one client may hold. */
export interface SocketBounds {
  readonly perClient: number;
  /** Networks of proxies, which hold those of everybody. */
  readonly proxies: readonly string[];
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Bounds the connections of each client. One more takes the place of the oldest that waits for its client: so whoever holds
 * connections without sending, or sends drop by drop, shuts out nobody, not even others behind the same address. Where all
 * of them are being answered, the new one is closed.
 */
export function boundSockets(server: Server, { perClient, proxies }: SocketBounds): void {
  const isProxy = memberOf(proxies);
  const socketsOf = new Map<string, Set<Socket>>();
  const exchanges = new WeakMap<Socket, Exchange>();
  server.prependListener('request', (request, response) => exchanges.set(request.socket, { request, response }));
  server.on('connection', (socket) => {
    const address = socket.remoteAddress;
    if (address === undefined || isProxy(address)) return;
    const client = clientKey(address);
    const sockets = socketsOf.get(client) ?? new Set();
    if (sockets.size >= perClient) {
      const oldest = [...sockets].find((candidate) => waitsForClient(exchanges.get(candidate)));
      (oldest ?? socket).destroy();
      if (oldest === undefined) return;
      sockets.delete(oldest);
    }
    sockets.add(socket);
    socketsOf.set(client, sockets);
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) socketsOf.delete(client);
    });
  });
}

/** Nothing has come, not all has come, or all is answered. */
function waitsForClient(exchange: Exchange | undefined): boolean {
  return exchange === undefined || !exchange.request.complete || exchange.response.writableFinished;
}

function memberOf(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length = ''] = network.split('/');
    list.addSubnet(address, Number(length), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
