import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A real Redis of Debian's package in a throw-away directory, reached by a socket of the file system alone. What it was told survives its end, until it is disposed of. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  /** Stops as if the machine had failed. */
  kill(): Promise<void>;
  /** Starts again with what it knew. */
  start(): Promise<void>;
  /** Sends the process a signal such as `SIGSTOP`. */
  signal(name: NodeJS.Signals): void;
}

export async function startRedis(...settings: readonly string[]): Promise<RedisServer> {
  const directory = mkdtempSync(join(tmpdir(), 'redis-'));
  const socket = join(directory, 'socket');
  const program = ['--port', '0', '--unixsocket', socket, '--dir', directory, '--appendonly', 'yes', '--save', '', ...settings];
  const launch = async () => {
    const server = spawn('/usr/bin/redis-server', program, { stdio: 'ignore' });
    for (let attempt = 0; !(await answers(socket)); attempt += 1) {
      if (attempt > 300 || server.exitCode !== null) throw new Error('Redis did not start');
      await wait(20);
    }
    return server;
  };
  let server = await launch();
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
    rmSync(socket, { force: true });
  };
  return {
    url: socket,
    kill,
    start: async () => {
      server = await launch();
    },
    signal: (name) => void server.kill(name),
    [Symbol.asyncDispose]: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The socket stands in the file system a moment before anybody listens there. */
async function answers(path: string): Promise<boolean> {
  const connection = connect(path);
  try {
    await once(connection, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
}
