import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { labPassword } from '@inbox-connect/lab';

const main = fileURLToPath(new URL('../../bin/inbox-connect.js', import.meta.url));

export const healthy = ['check', '--email', 'anna@healthy.lab.test', '--imap', 'imap.healthy.lab.test:993/tls', '--smtp', 'smtp.healthy.lab.test:465/tls'];
/** Every answer of its servers takes a while. */
export const slow = healthy.map((argument) => argument.replaceAll('healthy', 'slow'));
export const withPassword = { INBOX_PASSWORD: labPassword };

interface Run {
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Called once, when the command has printed this. */
  readonly when?: { readonly printed: string; readonly act: (child: ChildProcess, printed: string) => void };
  /** In a terminal of so many columns; what is printed there, errors too, is the output. */
  readonly columns?: number;
}

/** Runs `inbox-connect` to its end. */
export async function runCommand({ arguments: commandArguments, environment = {}, input, when, columns }: Run) {
  const program = [process.execPath, main, ...commandArguments];
  const [command = '', ...rest] = columns === undefined ? program : inTerminal(program, columns);
  const child = spawn(command, rest, { env: { PATH: process.env['PATH'], ...environment } });
  // In a terminal the end of the input would be the end of the terminal.
  if (columns === undefined) child.stdin.end(input);
  let printed = '';
  let waits = when !== undefined;
  child.stdout.on('data', (chunk) => {
    printed += chunk;
    if (!waits || !printed.includes(when?.printed ?? '')) return;
    waits = false;
    when?.act(child, printed);
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [errors, code] = await Promise.all([text(child.stderr), exit, text(child.stdout).catch(() => '')]);
  return { output: printed, errors, code };
}

/** `script` runs a command in a terminal of its own and ends as the command does. */
function inTerminal(program: readonly string[], columns: number): readonly string[] {
  const quoted = program.map((argument) => `'${argument}'`).join(' ');
  return ['script', '--quiet', '--return', '--command', `stty cols ${columns} rows 50; exec ${quoted}`, '/dev/null'];
}
