import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

/** Changes what a server sends: `index` counts its sends on this connection from 0. */
export type Garble = (bytes: Buffer, index: number) => Buffer;

/** What a scripted server does on one connection; the server closes the connection when it has returned. */
export type Script = (peer: Peer) => Promise<void>;

export interface ScriptedServer extends AsyncDisposable {
  readonly port: number;
  /** Every line that clients sent, all connections together. */
  readonly received: readonly string[];
  readonly connections: number;
  /** Settles when as many connections have been closed as were opened. */
  readonly allClosed: () => Promise<void>;
}

/** The server's end of a connection, a line at a time. */
export class Peer {
  #socket: Socket;
  readonly #received: string[];
  readonly #garble: Garble;
  #sends = 0;
  #buffer = '';
  #wake = () => {};
  #isOver = false;

  constructor(socket: Socket, received: string[], garble: Garble) {
    this.#socket = socket;
    this.#received = received;
    this.#garble = garble;
    this.#listen();
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The client takes in less than was sent. */
  get isFull(): boolean {
    return this.#socket.writableNeedDrain;
  }

  send(text: string | Buffer): void {
    const bytes = this.#garble(Buffer.from(text), this.#sends++);
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** The next line of the client; throws when there is none any more. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#buffer.indexOf('\n');
      if (end >= 0) {
        const line = this.#buffer.slice(0, end).replace(/\r$/, '');
        this.#buffer = this.#buffer.slice(end + 1);
        this.#received.push(line);
        return line;
      }
      if (this.#isOver) throw new Error('the client has left');
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
  }

  /** Keeps the connection open until the client leaves. */
  async untilLeft(): Promise<void> {
    for (;;) await this.line();
  }

  async secure(options: { readonly certificate: string; readonly key: string }): Promise<void> {
    this.#socket.removeAllListeners('data').pause();
    const secureContext = createSecureContext({ cert: options.certificate, key: options.key });
    this.#socket = new TLSSocket(this.#socket, { isServer: true, secureContext });
    this.#listen();
    await once(this.#socket, 'secure');
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }

  end(): void {
    this.#socket.end();
  }

  #listen(): void {
    this.#socket.on('error', () => {});
    this.#socket.on('data', (chunk: Buffer) => {
      this.#buffer += chunk.toString();
      this.#wake();
    });
    this.#socket.on('close', () => {
      this.#isOver = true;
      this.#wake();
    });
  }
}

/** A server on loopback that follows a script: for what no well-behaved server does. */
export async function startScriptedServer(script: Script, garble: Garble = (bytes) => bytes): Promise<ScriptedServer> {
  const received: string[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  let onClose = () => {};
  const server: Server = createServer({ noDelay: true }, async (socket) => {
    connections += 1;
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      onClose();
    });
    const peer = new Peer(socket, received, garble);
    try {
      await script(peer);
    } catch {
      // The client has left.
    }
    peer.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return {
    port: address.port,
    received,
    get connections() {
      return connections;
    },
    allClosed: async () => {
      while (open.size > 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        onClose = resolve;
        await promise;
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
