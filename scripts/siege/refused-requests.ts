import { once } from 'node:events';
import { connect } from 'node:net';
import { password } from '../../packages/engine/src/testing/run-check.ts';

const endpoint = { host: 'mail.example.test', port: 9, security: 'tls' };
const sound = { email: 'alice@example.test', password, imap: endpoint, smtp: endpoint };
const json = 'Content-Type: application/json';

/** Requests with the password in them that start no check, and how each is answered. */
const requests: readonly (readonly [status: number, headers: string, body: string])[] = [
  [400, json, JSON.stringify({ ...sound, nothing: password })],
  [400, json, JSON.stringify({ ...sound, email: password })],
  [400, json, `{"password":${JSON.stringify(password)},`],
  [400, json, JSON.stringify(password)],
  [413, json, JSON.stringify({ ...sound, password: password.repeat(1_000) })],
  [415, 'Content-Type: text/plain', JSON.stringify(sound)],
  [403, `${json}\r\nOrigin: https://elsewhere.example`, JSON.stringify(sound)],
  [400, `${json}\r\nIdempotency-Key: ${'x'.repeat(300)}`, JSON.stringify(sound)],
];

/** Sends them all, each over a connection that stays open as a browser's does, and one that never comes to its end. Answers what was answered otherwise. */
export async function sendRefusedRequests(url: string): Promise<{ readonly faults: readonly string[] } & Disposable> {
  const { hostname, port, host } = new URL(url);
  const open = async (headers: string, body: string, length = Buffer.byteLength(body)) => {
    const socket = connect(Number(port), hostname).on('error', () => {});
    await once(socket, 'connect');
    socket.write(`POST /api/checks HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\nContent-Length: ${length}\r\n\r\n${body}`);
    return socket;
  };
  const sockets = [await open(json, JSON.stringify(sound), 10_000)];
  const faults: string[] = [];
  for (const [status, headers, body] of requests) {
    const socket = await open(headers, body);
    sockets.push(socket);
    const [answer] = await once(socket, 'data');
    const line = String(answer).split('\r\n', 1)[0];
    if (line?.includes(` ${status} `) !== true) faults.push(`${line} in place of ${status} to ${headers}`);
  }
  // Whoever gives up leaves nothing behind either.
  sockets[0]?.destroy();
  return {
    faults,
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
