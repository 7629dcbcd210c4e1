import type { Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { listen } from './listener.ts';

/** A TLS server on loopback that notes what it was sent and which name it was asked for. */
export interface TlsListener extends AsyncDisposable {
  readonly port: number;
  /** Application data of all connections. */
  readonly received: () => string;
  readonly serverNames: readonly (string | false)[];
  /** Whether the handshake resumed an earlier session, one entry a connection. */
  readonly resumed: readonly boolean[];
}

export async function startTlsListener(options: TlsOptions): Promise<TlsListener> {
  const chunks: string[] = [];
  const serverNames: (string | false)[] = [];
  const resumed: boolean[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(options, (socket) => {
    serverNames.push(typeof socket.servername === 'string' ? socket.servername : false);
    resumed.push(socket.isSessionReused());
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => chunks.push(String(chunk)));
    socket.write('* OK ready\r\n');
  });
  server.on('tlsClientError', () => {});
  server.on('connection', (socket: Socket) => sockets.add(socket));
  const port = await listen(server, '127.0.0.1');
  return {
    port,
    received: () => chunks.join(''),
    serverNames,
    resumed,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
