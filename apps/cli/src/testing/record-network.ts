/**
 * Loaded before a program, in each of its threads: tells on descriptor 3, a line of JSON each, what is asked of the network
 * and by which of our files, and where the program listens. It stands below every library: Node makes one of these objects
 * for each connection, look-up and datagram socket, whoever asks for it.
 */
import { createHook } from 'node:async_hooks';
import { tracingChannel } from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';

const kinds = ['TCPCONNECTWRAP', 'PIPECONNECTWRAP', 'QUERYWRAP', 'GETADDRINFOREQWRAP', 'GETNAMEINFOREQWRAP', 'UDPWRAP'];
const ourFile = /(?:packages|apps)\/[a-z]+\/src\/[\w./-]+\.ts/g;
/** Node connects a turn after a socket was made: who made it is told by the socket. */
const makers = new Map<number, readonly string[]>();

Error.stackTraceLimit = 50;

createHook({
  init(id, kind, trigger) {
    if (kind === 'TCPWRAP') makers.set(id, filesOnTheWay());
    if (kinds.includes(kind)) tell({ kind, files: [...new Set([...filesOnTheWay(), ...(makers.get(trigger) ?? [])])] });
  },
  destroy: (id) => void makers.delete(id),
}).enable();

function filesOnTheWay(): readonly string[] {
  return new Error('here').stack?.match(ourFile)?.filter((file) => !file.endsWith('record-network.ts')) ?? [];
}

function onListening(message: unknown): void {
  if (typeof message !== 'object' || message === null || !('server' in message)) return;
  const { server } = message;
  if (typeof server === 'object' && server !== null && 'address' in server && typeof server.address === 'function') tell({ listening: server.address() });
}

tracingChannel('net.server.listen').subscribe({ asyncEnd: onListening, start: ignore, end: ignore, asyncStart: ignore, error: ignore });

function ignore(): void {}

function tell(fact: object): void {
  writeSync(3, `${JSON.stringify(fact)}\n`);
}
