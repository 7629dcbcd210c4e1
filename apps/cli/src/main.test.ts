import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { checkEventSchema, labEntriesSchema } from '@inbox-connect/core';
import { labPassword } from '@inbox-connect/lab';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const healthy = ['check', '--email', 'anna@healthy.lab.test', '--imap', 'imap.healthy.lab.test:993/tls', '--smtp', 'smtp.healthy.lab.test:465/tls'];

interface Run {
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Ends the command by SIGTERM as soon as it has said something. */
  readonly stopAtFirstOutput?: true;
}

async function run({ arguments: commandArguments, environment = {}, input = '', stopAtFirstOutput }: Run) {
  const child = spawn(process.execPath, [main, ...commandArguments], { env: { PATH: process.env['PATH'], ...environment } });
  child.stdin.end(input);
  if (stopAtFirstOutput) child.stdout.once('data', () => child.kill('SIGTERM'));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { output, errors, code };
}

describe('inbox-connect check', () => {
  it('prints a line for every stage and ends with 0 when the inbox is connected', async () => {
    const { output, code } = await run({ arguments: healthy, environment: { INBOX_PASSWORD: labPassword } });
    expect(output).toContain('Your inbox is connected');
    expect(output.match(/^(IMAP|SMTP) /gm)).toHaveLength(13);
    expect(code).toBe(0);
  });

  it('prints the events as JSON, one a line, and takes the password from standard input', async () => {
    const { output, code } = await run({ arguments: [...healthy, '--json', '--password-stdin'], input: `${labPassword}\n` });
    const events = output
      .trim()
      .split('\n')
      .map((line) => checkEventSchema.parse(JSON.parse(line)));
    expect(events.at(0)?.type).toBe('check-start');
    expect(events.at(-1)).toMatchObject({ type: 'check-end', outcome: 'connected' });
    expect(output).not.toContain(labPassword);
    expect(code).toBe(0);
  });

  it('ends with 1 and says why when a problem was found', async () => {
    const { output, code } = await run({ arguments: healthy, environment: { INBOX_PASSWORD: 'not-the-right-one' } });
    expect(output).toContain('unauthorized');
    expect(code).toBe(1);
  });

  it('sends no test message when it is told so', async () => {
    const { output } = await run({ arguments: [...healthy, '--no-test-message', '--json'], environment: { INBOX_PASSWORD: labPassword } });
    expect(output).toContain('"reason":"test-message-off"');
  });

  it.each([
    ['a missing flag', ['check', '--email', 'anna@healthy.lab.test'], '--imap'],
    ['a server without port', [...healthy, '--imap', 'imap.healthy.lab.test'], 'host:port/security'],
    ['an address that is none', [...healthy, '--email', 'anna'], 'email'],
    ['a service without an address', [...healthy, '--server', 'here'], '--server'],
    ['an unknown command', ['connect'], 'connect'],
  ])('ends with 2 for %s', async (_, commandArguments, words) => {
    const { errors, code } = await run({ arguments: commandArguments, environment: { INBOX_PASSWORD: labPassword } });
    expect(errors).toContain(words);
    expect(code).toBe(2);
  });

  it('ends with 2 when there is no password and nobody to ask', async () => {
    expect(await run({ arguments: healthy })).toMatchObject({ code: 2, errors: expect.stringContaining('INBOX_PASSWORD') });
  });
});

describe('inbox-connect lab', () => {
  it('prints its scenarios as JSON once it listens, and stops when told', async () => {
    const { output, code } = await run({ arguments: ['lab', '--json'], stopAtFirstOutput: true });
    expect(labEntriesSchema.parse(JSON.parse(output)).length).toBeGreaterThanOrEqual(10);
    expect(code).toBe(0);
  });
});

describe('inbox-connect serve', () => {
  it('prints one line with the address to open, and stops when told', async () => {
    const { output, code } = await run({ arguments: ['serve'], environment: { PORT: '0' }, stopAtFirstOutput: true });
    expect(output).toMatch(/^[^\n]*http:\/\/127\.0\.0\.1:\d+\/?\n$/);
    expect(code).toBe(0);
  });

  it('ends with 2 and one readable line when a setting makes no sense', async () => {
    const { errors, code } = await run({ arguments: ['serve'], environment: { PORT: 'many' } });
    expect(errors).toMatch(/^PORT: [^\n]+\n$/);
    expect(code).toBe(2);
  });
});
