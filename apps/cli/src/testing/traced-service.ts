import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** What the program asked Node for, and which of our files were on the way there. */
interface NetworkUse {
  readonly kind: string;
  readonly files: readonly string[];
}

/** All that the service did on the network. */
interface Trace {
  readonly uses: readonly NetworkUse[];
  /** `address:port` of each of its own listeners. */
  readonly listeners: readonly string[];
  /** Where the system was asked to connect or to send, as `address:port`; nothing where processes may not be traced. */
  readonly systemCalls: readonly string[] | undefined;
}

export interface TracedService extends AsyncDisposable {
  readonly url: string;
  /** Ends the service. */
  stop(): Promise<Trace>;
}

const strace = '/usr/bin/strace';
const traced = ['-f', '--seccomp-bpf', '-qq', '-e', 'signal=none', '-e', 'trace=connect,sendto,sendmsg,sendmmsg'];

/** Why system calls cannot be seen here; nothing when they can. */
export function whyNotTraceable(): string | undefined {
  if (!existsSync(strace)) return 'strace is not installed';
  const { status, stderr } = spawnSync(strace, [...traced, '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  return status === 0 ? undefined : stderr.trim().split('\n', 1)[0];
}

/** Starts `inbox-connect serve` with everything that it does on the network written down: by Node, and by the system where it lets us. */
export async function startTracedService(environment: Readonly<Record<string, string>>): Promise<TracedService> {
  const recorder = new URL('record-network.ts', import.meta.url);
  const main = new URL('../main.ts', import.meta.url);
  const folder = mkdtempSync(join(tmpdir(), 'trace-'));
  const calls = join(folder, 'calls');
  const isTraceable = whyNotTraceable() === undefined;
  const program = [process.execPath, '--import', recorder.href, fileURLToPath(main), 'serve'];
  const [command = '', ...rest] = isTraceable ? [strace, ...traced, '-o', calls, ...program] : program;
  const child = spawn(command, rest, {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const exit = once(child, 'exit');
  const uses: NetworkUse[] = [];
  const listeners: string[] = [];
  const facts = child.stdio[3];
  if (!(facts instanceof Readable)) throw new Error('descriptor 3 is not readable');
  createInterface({ input: facts }).on('line', (line) => {
    const fact = JSON.parse(line);
    if ('listening' in fact) listeners.push(`${fact.listening.address}:${fact.listening.port}`);
    else uses.push(fact);
  });
  const [line] = await once(createInterface({ input: child.stdout ?? Readable.from([]) }), 'line');
  const url = /http:\S+/.exec(String(line))?.[0];
  if (url === undefined) throw new Error(`no address in "${line}"`);
  const end = async () => {
    // Strace follows when the program under it has ended.
    const pids = child.exitCode !== null ? [] : isTraceable ? childrenOf(child.pid) : [child.pid];
    for (const pid of pids) if (pid !== undefined) process.kill(pid, 'SIGTERM');
    await exit;
  };
  return {
    url,
    async stop() {
      await end();
      return { uses, listeners, systemCalls: isTraceable ? destinationsIn(readFileSync(calls, 'utf8')) : undefined };
    },
    async [Symbol.asyncDispose]() {
      await end();
      rmSync(folder, { recursive: true });
    },
  };
}

function childrenOf(pid: number | undefined): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
}

/** Reads `{sa_family=AF_INET, sin_port=htons(993), sin_addr=inet_addr("192.0.2.1")}` and its like for IPv6; other families stand by their names. */
function destinationsIn(calls: string): readonly string[] {
  const places = calls.matchAll(/sa_family=(AF_\w+)(?:, sin6?_port=htons\((\d+)\).*?"([^"]+)")?/g);
  return [...new Set([...places].map(([, family = '', port, address]) => (address === undefined ? family : `${address}:${port}`)))];
}
