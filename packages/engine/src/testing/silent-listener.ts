import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A port on loopback that answers nothing to new connections, like an address behind a firewall that drops. */
export interface SilentListener extends AsyncDisposable {
  readonly port: number;
}

/**
 * Another process listens and does not come to accept anything for so long; its queue is filled, so that further
 * connections get no answer. After that, the system's next attempt (a second after the first) succeeds.
 */
export async function startSilentListener(host: string, silentForMs = Number.POSITIVE_INFINITY): Promise<SilentListener> {
  const program = `
    const server = require('node:net').createServer();
    server.listen({ host: ${JSON.stringify(host)}, port: 0, backlog: 1 }, () => {
      require('node:fs').writeSync(1, String(server.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${silentForMs});
    });`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = await once(child.stdout, 'data');
  const port = Number(String(output));
  const queued = await fillQueue(host, port);
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of queued) socket.destroy();
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function fillQueue(host: string, port: number): Promise<readonly Socket[]> {
  const sockets: Socket[] = [];
  for (let answered = true; answered && sockets.length < 10; ) {
    const socket = connect({ host, port });
    socket.on('error', () => {});
    sockets.push(socket);
    answered = await Promise.race([once(socket, 'connect').then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 100, false))]);
  }
  return sockets;
}
