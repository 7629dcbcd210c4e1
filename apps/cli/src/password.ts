import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

interface PasswordSource {
  /** Take the first line of standard input. */
  readonly fromStdin: boolean;
  /** What `INBOX_PASSWORD` holds. */
  readonly fromEnvironment: string | undefined;
  readonly stdin: NodeJS.ReadStream;
  /** Where the question is asked. */
  readonly terminal: NodeJS.WriteStream;
  readonly question: string;
}

/** The password from standard input, `INBOX_PASSWORD` or a prompt that shows nothing; undefined when there is nobody to ask. Never from an argument. */
export async function readPassword({ fromStdin, fromEnvironment, stdin, terminal, question }: PasswordSource): Promise<string | undefined> {
  if (fromStdin) return (await text(stdin)).split(/\r?\n/, 1)[0];
  if (fromEnvironment !== undefined) return fromEnvironment;
  return stdin.isTTY ? askHidden(question, stdin, terminal) : undefined;
}

function askHidden(question: string, input: NodeJS.ReadStream, terminal: NodeJS.WriteStream): Promise<string | undefined> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: true });
  terminal.write(question);
  return new Promise((resolve) => {
    lines.on('SIGINT', () => lines.close());
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
