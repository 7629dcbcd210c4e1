import { createServer } from 'node:net';
import { parentPort } from 'node:worker_threads';

// Runs in a thread of its own: it listens, and falls asleep before it could take a connection.
const server = createServer();
server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === 'object' && address !== null ? address.port : 0);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
