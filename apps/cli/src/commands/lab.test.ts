import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../testing/run-command.ts';

/** Runs a command without a terminal, so that a program that asks for a password reads what it is told here. */
function runInShell(command: string, input: string): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile('sh', ['-c', command], { env: { PATH: process.env['PATH'], LC_ALL: 'C' } }, (_error, stdout, stderr) => resolve(stdout + stderr));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

interface Told {
  readonly authority: string;
  readonly password: string;
  /** By service and port. */
  readonly addressOf: (service: string, port: number) => string;
  readonly commands: readonly string[];
}

/** Starts a story, does something with what it says, and stops it. */
async function withStory(name: string, use: (told: Told) => Promise<void>): Promise<void> {
  let used: Promise<void> | undefined;
  const { code } = await runCommand({
    arguments: ['lab', '--scenario', name],
    when: {
      printed: 'Reproduce it yourself',
      act: (child, printed) => {
        const after = (label: string) => new RegExp(`^${label}: (.*)$`, 'm').exec(printed)?.[1] ?? '';
        used = use({
          authority: after('File with the certificate authority'),
          password: after('Password'),
          addressOf: (service, port) => new RegExp(`^${service} server:[^]*?^ {2}${port} +(\\S+)`, 'm').exec(printed)?.[1] ?? '',
          commands: [...printed.matchAll(/^ {2}((?:openssl|curl|swaks|nc|bash|getent|dig) .*)$/gm)].map(([, command = '']) => command),
        }).finally(() => child.kill('SIGTERM'));
        // It is told below, once the command has ended.
        used.catch(() => undefined);
      },
    },
  });
  await used;
  expect(code).toBe(0);
}

describe('inbox-connect lab --scenario', () => {
  it('lets openssl, curl and swaks see what works and what does not', async () => {
    await withStory('microsoft-smtp-off', async ({ authority, password, addressOf, commands }) => {
      const names = `-verify_return_error -verify_hostname imap.microsoft-smtp-off.lab.test -CAfile ${authority}`;
      expect(await runInShell(`openssl s_client -connect ${addressOf('IMAP', 993)} ${names}`, '')).toContain('Verify return code: 0 (ok)');
      expect(commands.map((command) => command.split(' ')[0])).toEqual(['swaks', 'curl']);
      for (const command of commands) expect(await runInShell(command, `${password}\n`)).toContain('SmtpClientAuthentication is disabled');
    });
  });

  it('knows no story that there is not', async () => {
    const { errors, code } = await runCommand({ arguments: ['lab', '--scenario', 'nothing'] });
    expect(errors).toContain('there is no story “nothing”');
    expect(code).toBe(2);
  });
});
