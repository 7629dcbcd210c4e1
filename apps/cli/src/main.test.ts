import type { ChildProcess } from 'node:child_process';
import { checkEventSchema, labEntriesSchema } from '@inbox-connect/core';
import { labPassword } from '@inbox-connect/lab';
import { describe, expect, it } from 'vitest';
import { healthy, runCommand, withPassword } from './testing/run-command.ts';

/** Stops a command that would go on. */
const atFirstOutput = { printed: '\n', act: (child: ChildProcess) => child.kill('SIGTERM') };

describe('inbox-connect check', () => {
  it('prints a line for every stage and ends with 0 when the inbox is connected', async () => {
    const { output, errors, code } = await runCommand({ arguments: healthy, environment: withPassword });
    expect(errors).toBe('');
    expect(output).toContain('Your inbox is connected');
    expect(output.match(/^(IMAP|SMTP) /gm)).toHaveLength(13);
    expect(code).toBe(0);
  });

  it('prints the events as JSON, one a line, and takes the password from standard input', async () => {
    const { output, code } = await runCommand({ arguments: [...healthy, '--json', '--password-stdin'], input: `${labPassword}\n` });
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
    const { output, code } = await runCommand({ arguments: healthy, environment: { INBOX_PASSWORD: 'not-the-right-one' } });
    expect(output).toContain('unauthorized');
    expect(code).toBe(1);
  });

  it.each([
    [{ LANG: 'sv_SE.UTF-8' }, [], 'Din inkorg är ansluten'],
    [{ LC_ALL: 'nl_NL.UTF-8', LANG: 'sv_SE.UTF-8' }, [], 'Je inbox is verbonden'],
    [{ LANG: 'sv_SE.UTF-8' }, ['--lang', 'en'], 'Your inbox is connected'],
  ])('speaks the language of %o and %o', async (environment, flags, words) => {
    const { output } = await runCommand({ arguments: [...healthy, ...flags], environment: { ...environment, ...withPassword } });
    expect(output).toContain(words);
    expect(output.match(/^(?:IMAP|SMTP) .+ \d/gm)).toHaveLength(13);
  });

  it('sends no test message when it is told so', async () => {
    const { output } = await runCommand({ arguments: [...healthy, '--no-test-message', '--json'], environment: withPassword });
    expect(output).toContain('"reason":"test-message-off"');
  });

  it.each([
    ['a missing flag', ['check', '--email', 'anna@healthy.lab.test'], '--imap'],
    ['a server without port', [...healthy, '--imap', 'imap.healthy.lab.test'], 'host:port/security'],
    ['a server with a port that does not exist', [...healthy, '--imap', 'imap.healthy.lab.test:70000/tls'], '--imap port: '],
    ['a server that is none', [...healthy, '--smtp', 'localhost:465/tls'], '--smtp host: '],
    ['an address that is none', [...healthy, '--email', 'anna'], '--email: '],
    ['an empty username', [...healthy, '--username', ''], '--username: '],
    ['a service without an address', [...healthy, '--server', 'here'], '--server'],
    ['an unknown command', ['connect'], 'connect'],
  ])('ends with 2 for %s', async (_, commandArguments, words) => {
    const { errors, code } = await runCommand({ arguments: commandArguments, environment: withPassword });
    expect(errors).toContain(words);
    expect(code).toBe(2);
  });

  it('warns that a password can be read on the way before anything is sent', async () => {
    const { output, errors } = await runCommand({
      arguments: [...healthy, '--imap', 'imap.healthy.lab.test:143/none', '--no-test-message', '--json'],
      environment: withPassword,
    });
    expect(errors).toBe('Warning: --imap imap.healthy.lab.test:143/none is not encrypted. Everybody on the way can read the password.\n');
    expect(output).toContain('"check-end"');
  });

  it('ends with 2 when there is no password and nobody to ask', async () => {
    expect(await runCommand({ arguments: healthy })).toMatchObject({ code: 2, errors: expect.stringContaining('INBOX_PASSWORD') });
  });
});

describe('inbox-connect lab', () => {
  it('prints its scenarios as JSON once it listens, and stops when told', async () => {
    const { output, code } = await runCommand({ arguments: ['lab', '--json'], when: atFirstOutput });
    expect(labEntriesSchema.parse(JSON.parse(output)).length).toBeGreaterThanOrEqual(10);
    expect(code).toBe(0);
  });
});

describe('inbox-connect lab for a person', () => {
  it('prints a table of its stories with their ports, and how to check one of them', async () => {
    const { output } = await runCommand({ arguments: ['lab'], when: { ...atFirstOutput, printed: '--json' } });
    expect(output).toMatch(/^healthy +it works +\d+ +\d+ +\d+ +\d+ +\d+$/m);
    expect(output).toMatch(/^imap-port-closed +imap-settings-incorrect +– +\d+/m);
    const command = /INBOX_PASSWORD=(\S+) npx inbox-connect (.+)/.exec(output);
    const { code } = await runCommand({ arguments: command?.[2]?.split(' ') ?? [], environment: { INBOX_PASSWORD: command?.[1] ?? '' } });
    expect(code).toBe(0);
  });
});

describe('inbox-connect', () => {
  it('prints its version', async () => {
    expect(await runCommand({ arguments: ['--version'] })).toMatchObject({ output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), code: 0 });
  });

  it('explains every command with its exit codes', async () => {
    const { output } = await runCommand({ arguments: ['--help'] });
    const commands = [...output.matchAll(/^ {2}([a-z]+) (?:.*) {2}/gm)].map(([, command]) => command ?? '').filter((command) => command !== 'help');
    expect(commands).toEqual(expect.arrayContaining(['check', 'discover', 'lab', 'serve', 'worker']));
    for (const command of ['', ...commands]) {
      const help = await runCommand({ arguments: [command, '--help'].filter((argument) => argument !== '') });
      expect(help.code).toBe(0);
      for (const exitCode of [0, 1, 2, 3, 130]) expect(help.output).toMatch(new RegExp(`^ {2}${exitCode} `, 'm'));
    }
  });
});

describe('inbox-connect serve', () => {
  it('prints one line with the address to open, and stops when told', async () => {
    const { output, code } = await runCommand({ arguments: ['serve'], environment: { PORT: '0' }, when: atFirstOutput });
    expect(output).toMatch(/^[^\n]*http:\/\/127\.0\.0\.1:\d+\/?\n$/);
    expect(code).toBe(0);
  });

  it('ends with 2 and one readable line when a setting makes no sense', async () => {
    const { errors, code } = await runCommand({ arguments: ['serve'], environment: { PORT: 'many' } });
    expect(errors).toMatch(/^PORT: [^\n]+\n$/);
    expect(code).toBe(2);
  });
});

describe('inbox-connect worker', () => {
  it.each([
    ['there is no queue to work for', {}, /^REDIS_URL: [^\n]+\n$/],
    ['nobody answers there', { REDIS_URL: 'redis://:a-secret@127.0.0.1:1' }, /^REDIS_URL: (?!.*a-secret)[^\n]+\n$/],
  ])('ends with 2 and one readable line when %s', async (_, environment, line) => {
    const { errors, code } = await runCommand({ arguments: ['worker'], environment });
    expect(errors).toMatch(line);
    expect(code).toBe(2);
  });
});
