import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A TCP server on loopback that counts who came. */
export interface Listener extends AsyncDisposable {
  readonly port: number;
  readonly connections: readonly Socket[];
}

export async function startListener(host: string, onConnection: (socket: Socket) => void = () => {}): Promise<Listener> {
  const connections: Socket[] = [];
  const server = createServer((socket) => {
    connections.push(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  const port = await listen(server, host);
  return {
    port,
    connections,
    [Symbol.asyncDispose]: async () => {
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A port on loopback that nobody listens on. */
export async function findClosedPort(host: string): Promise<number> {
  await using listener = await startListener(host);
  return listener.port;
}

/** Listens on a port that the system chooses. */
export async function listen(server: Server, host: string): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  return address.port;
}
