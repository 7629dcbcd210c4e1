import { constants } from 'node:os';

/** What ends a command before its work is done: the person, the system, or nobody reading what it prints. */
export interface Stop {
  /** Aborts once, with the reason that the engine knows. */
  readonly signal: AbortSignal;
  /** What a shell expects of a program that a signal ended, 128 and its number; undefined while nothing has. */
  exitCode(): number | undefined;
}

/** Whoever asks twice does not want to wait; a terminal and a parent may pass the same request on within this time. */
const sameRequestMs = 500;

/** Listens for Ctrl+C, a termination and a reader of standard output that has gone. A second request ends the process at once. */
export function listenForStop(): Stop {
  const controller = new AbortController();
  let first: { readonly exitCode: number; readonly at: number } | undefined;
  const stop = (signal: 'SIGINT' | 'SIGTERM' | 'SIGPIPE') => {
    const at = performance.now();
    if (first === undefined) {
      first = { exitCode: 128 + constants.signals[signal], at };
      controller.abort('cancelled');
    } else if (signal !== 'SIGPIPE' && at - first.at > sameRequestMs) {
      process.exit(first.exitCode);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  // Node ignores SIGPIPE and tells it by an error, which nobody needs to be told.
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      if (output === process.stdout) stop('SIGPIPE');
    });
  }
  return { signal: controller.signal, exitCode: () => first?.exitCode };
}
