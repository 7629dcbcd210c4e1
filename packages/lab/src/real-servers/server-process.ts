import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a server is started in a directory of its own. */
export interface ServerCommand {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** The port whose greeting says that the server is ready. */
  readonly greetingPort: number;
  readonly logFile: string;
}

/** A running server. */
export interface ServerProcess extends AsyncDisposable {
  /** Everything logged so far; readable after the stop too. */
  log(): Promise<string>;
  /** Ends the server and waits until its process is gone. */
  stop(): Promise<void>;
  /** Ends it as a power cut would: no good-bye to anybody. */
  kill(): Promise<void>;
}

const startAttempts = 5;
const startDeadlineMs = 15_000;
const stopDeadlineMs = 5_000;

/**
 * Starts a server in a throw-away directory and waits for its greeting. `prepare` writes the configuration and chooses
 * ports; it is called again, with a new directory, when someone else took a port in the meantime.
 */
export async function startServer<T extends ServerCommand>(
  name: string,
  prepare: (directory: string) => Promise<T>,
): Promise<T & { readonly process: ServerProcess }> {
  for (let attempt = 1; ; attempt++) {
    // The servers' own users must reach their files in it.
    const directory = await mkdtemp(join(tmpdir(), `${name}-`));
    await chmod(directory, 0o755);
    const command = await prepare(directory);
    const server = run(directory, command);
    const failure = await server.ready(command.greetingPort);
    if (failure === undefined) return { ...command, process: server };
    const log = await server.log();
    await server.stop();
    if (attempt === startAttempts || !`${failure}${log}`.includes('Address already in use')) throw new Error(`${name} did not start: ${failure}\n${log}`);
  }
}

function run(directory: string, { command, arguments: commandArguments, environment, logFile }: ServerCommand) {
  // A session of its own: both servers signal their whole process group when they end.
  const child = spawn(command, commandArguments, { detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...environment } });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? code}`));
  });
  const killNow = () => signalGroup(child, 'SIGKILL');
  process.once('exit', killNow);

  let kept: string | undefined;
  const log = async () => kept ?? complaints + (await readFile(logFile, 'utf8').catch(() => ''));
  const end = async (ask: () => void) => {
    ask();
    const overdue = setTimeout(killNow, stopDeadlineMs);
    await exited;
    clearTimeout(overdue);
    // Helpers may outlive their master by a moment.
    killNow();
    process.off('exit', killNow);
    kept = await log();
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= end(() => child.kill('SIGTERM'));
    return stopped;
  };
  const kill = () => {
    stopped ??= end(killNow);
    return stopped;
  };
  const ready = (port: number) =>
    Promise.race([exited, greets(port).then((greeted) => (greeted ? undefined : `no greeting within ${startDeadlineMs / 1_000} seconds`))]);
  return { log, stop, kill, ready, [Symbol.asyncDispose]: stop };
}

/** Waits until something on the port says a first word. */
async function greets(port: number): Promise<boolean> {
  const deadline = performance.now() + startDeadlineMs;
  while (performance.now() < deadline) {
    if (await hearsGreeting(port)) return true;
    await sleep(20);
  }
  return false;
}

function hearsGreeting(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (heard: boolean) => {
      socket.destroy();
      resolve(heard);
    };
    socket.setTimeout(startDeadlineMs, () => end(false));
    socket.once('data', () => end(true));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
