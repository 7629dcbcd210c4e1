import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A real PostgreSQL of Debian's package in a throw-away directory, reached by a socket of the file system alone. */
export interface Postgres extends AsyncDisposable {
  readonly url: string;
}

export async function startPostgres(): Promise<Postgres> {
  const programs = programsFolder();
  const directory = mkdtempSync(join(tmpdir(), 'postgres-'));
  // The server refuses to be root; Debian's package has a user for it.
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid !== undefined) chownSync(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  await run(join(programs, 'initdb'), ['-D', data, '-U', 'checker', '-A', 'trust', '-E', 'UTF8', '--locale', 'C', '--no-sync'], user);
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', directory, '-c', 'listen_addresses=', '-c', 'fsync=off'], { ...user, stdio: 'ignore' });
  const exited = once(server, 'exit');
  const isReady = () =>
    run(join(programs, 'pg_isready'), ['-h', directory])
      .then(() => true)
      .catch(() => false);
  for (let attempt = 0; !(await isReady()); attempt += 1) {
    if (attempt > 300 || server.exitCode !== null) throw new Error('PostgreSQL did not start');
    await wait(50);
  }
  return {
    url: `postgres://checker@localhost/postgres?host=${encodeURIComponent(directory)}`,
    [Symbol.asyncDispose]: async () => {
      // Fast shutdown: clients are cut off.
      server.kill('SIGINT');
      await exited;
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function programsFolder(): string {
  const versions = readdirSync('/usr/lib/postgresql').sort((left, right) => Number(right) - Number(left));
  return join('/usr/lib/postgresql', versions[0] ?? '', 'bin');
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}
