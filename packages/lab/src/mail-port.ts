import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { type ForeignService, type PortBehaviour, type ProtocolPort, speaksProtocol } from './behaviour.ts';
import { LineConnection } from './line-connection.ts';

/** Speaks a service's protocol until either side ends the connection. */
export type Serve = (connection: LineConnection, port: ProtocolPort) => Promise<void>;

/** What is behind a port. */
export interface MailPortOptions {
  readonly behaviour: Exclude<PortBehaviour, 'refuse' | 'unanswered' | 'unreachable'>;
  readonly secureContext: () => Promise<SecureContext>;
  /** Told about every connection; what it answers is used when the port speaks the protocol. */
  readonly onConnection: () => Serve;
  /** Told about an exception of ours. */
  readonly onError: (error: unknown) => void;
}

/** A listener on loopback. */
export interface MailPort {
  /** The real one. */
  readonly port: number;
  /** Closes every connection too. */
  close(): Promise<void>;
}

/** Listens on loopback on a port that the system chooses. */
export async function openMailPort(options: MailPortOptions): Promise<MailPort> {
  const sockets = new Set<Socket>();
  // Nothing is read before it is clear who reads, TLS or we.
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    accept(socket, options.onConnection(), options).catch((error: unknown) => {
      socket.destroy();
      options.onError(error);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function accept(socket: Socket, serve: Serve, { behaviour, secureContext }: MailPortOptions): Promise<void> {
  if (speaksProtocol(behaviour)) {
    const implicitTls = behaviour === 'tls' ? await secureContext() : undefined;
    if (socket.destroyed) return;
    const connection = new LineConnection(socket, implicitTls);
    // Words that wait behind a handshake would keep its alert from leaving when it fails.
    if (implicitTls !== undefined) await connection.handshake();
    await serve(connection, behaviour);
    return;
  }
  const connection = new LineConnection(socket);
  switch (behaviour) {
    case 'silent':
      return connection.end('silence');
    case 'reset':
      // The client shall see that it was connected first.
      await connection.rest(resetDelay);
      return connection.end('reset');
    case 'close':
      return connection.end('close');
    default:
      connection.write(introductions[behaviour]);
      return connection.end(behaviour === 'http' ? 'close' : 'silence');
  }
}

const resetDelay = 50;

/** What other services say to a stranger. */
const introductions: Readonly<Record<ForeignService, string>> = {
  http: [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: text/html',
    'Content-Length: 50',
    'Connection: close',
    '',
    '<html><body><h1>400 Bad Request</h1></body></html>',
  ].join('\r\n'),
  ssh: 'SSH-2.0-OpenSSH_9.9\r\n',
  pop3: '+OK POP3 server ready\r\n',
};

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return address.port;
}
