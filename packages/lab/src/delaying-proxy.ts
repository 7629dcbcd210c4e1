import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Everything that a client sends without waiting for the server in between. */
export interface Flight {
  /** Which connection through the proxy, counted from 1. */
  readonly connection: number;
  /** How many round trips the client had waited for before it could send this; 0 is the SYN, so TCP's handshake counts. */
  readonly afterRoundTrips: number;
}

export interface DelayingProxyOptions {
  readonly target: { readonly host: string; readonly port: number };
  /** Milliseconds each way: a round trip takes twice as long. */
  readonly delayMs: number;
  /** Told about each flight as it begins. */
  readonly onFlight?: (flight: Flight) => void;
}

/** A far-away server on loopback. */
export interface DelayingProxy extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Stands before a server and makes it as far away as a slow network would, TCP's handshake included: whatever the client
 * sends before a first round trip has passed starts its way only then.
 */
export async function startDelayingProxy({ target, delayMs, onFlight }: DelayingProxyOptions): Promise<DelayingProxy> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    connections += 1;
    const connection = connections;
    relay(client, { target, delayMs, onFlight: (afterRoundTrips) => onFlight?.({ connection, afterRoundTrips }) }, sockets);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return { host: '127.0.0.1', port: portOf(server.address()), stop, [Symbol.asyncDispose]: stop };
}

interface RelayOptions {
  readonly target: DelayingProxyOptions['target'];
  readonly delayMs: number;
  readonly onFlight: (afterRoundTrips: number) => void;
}

/**
 * Round trips are counted by cause, not by the clock: what the server sends lies one round trip behind the last thing it
 * got, what the client sends lies level with the last thing it got.
 */
function relay(client: Socket, { target, delayMs, onFlight }: RelayOptions, sockets: Set<Socket>): void {
  const upstream = new Lane(delayMs, performance.now() + 2 * delayMs);
  const downstream = new Lane(delayMs, 0);
  const reached = { client: 1, server: 1 };
  let lastFlight = 0;
  onFlight(0);

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  keep(client);
  // The server accepts when the client's ACK has come to it: a round trip and a half after the SYN.
  const accepted = new Promise<Socket>((resolve) => {
    upstream.send(() => {
      const server = connect({ host: target.host, port: target.port, allowHalfOpen: true, noDelay: true });
      keep(server);
      server.on('data', (chunk) => {
        const depth = reached.server + 1;
        downstream.send(() => {
          reached.client = Math.max(reached.client, depth);
          client.write(chunk);
        });
      });
      server.once('end', () => downstream.send(() => client.end()));
      server.once('error', () => downstream.send(() => client.resetAndDestroy()));
      client.once('close', () => upstream.send(() => server.destroy()));
      resolve(server);
    });
  });

  const toServer = (action: (server: Socket) => void) => upstream.send(() => void accepted.then(action));
  client.on('data', (chunk) => {
    const depth = reached.client;
    if (depth > lastFlight) onFlight(depth);
    lastFlight = depth;
    toServer((server) => {
      reached.server = Math.max(reached.server, depth);
      server.write(chunk);
    });
  });
  client.once('end', () => toServer((server) => server.end()));
  client.on('error', () => toServer((server) => server.resetAndDestroy()));
}

/** One direction: what is sent arrives after the delay, in order, and never starts before `opensAt`. */
class Lane {
  readonly #delayMs: number;
  readonly #opensAt: number;
  readonly #underway: (() => void)[] = [];

  constructor(delayMs: number, opensAt: number) {
    this.#delayMs = delayMs;
    this.#opensAt = opensAt;
  }

  send(deliver: () => void): void {
    this.#underway.push(deliver);
    const wait = Math.max(0, this.#opensAt - performance.now()) + this.#delayMs;
    if (wait === 0) this.#arrive();
    else setTimeout(() => this.#arrive(), wait);
  }

  /** Whichever timer fires first delivers what was sent first. */
  #arrive(): void {
    this.#underway.shift()?.();
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The proxy does not listen on a port.');
  return address.port;
}
