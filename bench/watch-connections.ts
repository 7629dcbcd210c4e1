import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stands before servers and sees, as they would, when connections are closed. */
export interface Watch extends AsyncDisposable {
  /** Answers the port that leads to a loopback port. */
  before(port: number): Promise<number>;
  readonly isOpen: boolean;
  /** When the last connection was closed, once all are. */
  allClosed(): Promise<number>;
}

export function startWatch(): Watch {
  const servers: Server[] = [];
  const open = new Set<Socket>();
  let closedAt = 0;
  const relay = (client: Socket, port: number) => {
    const server = connect({ host: '127.0.0.1', port });
    open.add(client);
    const close = () => {
      if (open.delete(client)) closedAt = performance.now();
    };
    client.on('end', close).on('close', close).on('error', close);
    server.on('error', () => client.destroy());
    client.once('close', () => server.destroy());
    client.pipe(server).pipe(client);
  };
  return {
    before: async (port) => {
      const server = createServer((client) => relay(client, port)).listen(0, '127.0.0.1');
      servers.push(server);
      await once(server, 'listening');
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('The watch does not listen on a port.');
      return address.port;
    },
    get isOpen() {
      return open.size > 0;
    },
    allClosed: async () => {
      // A connection that was given up while it was being made may still come to be accepted.
      await sleep(5);
      while (open.size > 0) await sleep(1);
      return closedAt;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}
