import { createInterface } from 'node:readline';
import { addAbortSignal, Writable } from 'node:stream';

interface PasswordSource {
  /** Take the first line of standard input. */
  readonly fromStdin: boolean;
  /** What `INBOX_PASSWORD` holds. */
  readonly fromEnvironment: string | undefined;
  readonly stdin: NodeJS.ReadStream;
  /** Where the question is asked. */
  readonly terminal: NodeJS.WriteStream;
  readonly question: string;
  /** Ends the waiting, with no password. */
  readonly signal: AbortSignal;
}

/** The password from standard input, `INBOX_PASSWORD` or a prompt that shows nothing; undefined when there is nobody to ask. Never from an argument. */
export async function readPassword({ fromStdin, fromEnvironment, ...source }: PasswordSource): Promise<string | undefined> {
  if (fromStdin) return readFirstLine(source);
  if (fromEnvironment !== undefined) return fromEnvironment;
  return source.stdin.isTTY ? askHidden(source) : undefined;
}

/** Whoever writes the line need not close its end. */
async function readFirstLine({ stdin, signal }: Pick<PasswordSource, 'stdin' | 'signal'>): Promise<string | undefined> {
  let read = '';
  try {
    for await (const chunk of addAbortSignal(signal, stdin.setEncoding('utf8'))) {
      read += chunk;
      if (read.includes('\n')) break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return read.split(/\r?\n/, 1)[0];
}

function askHidden({ stdin, terminal, question, signal }: Omit<PasswordSource, 'fromStdin' | 'fromEnvironment'>): Promise<string | undefined> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: true });
  terminal.write(question);
  return new Promise((resolve) => {
    // While nothing typed is shown, Ctrl+C is a key like others: whoever listens for the signal is told here.
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    signal.addEventListener('abort', () => lines.close(), { once: true });
    lines.on('close', () => {
      terminal.write('\n');
      resolve(undefined);
    });
    lines.question('', (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
