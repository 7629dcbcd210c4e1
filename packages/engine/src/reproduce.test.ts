import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReproductionTool, reproduce } from '@inbox-connect/core';
import { startLab } from '@inbox-connect/lab';
import { afterAll, describe, expect, test } from 'vitest';
import { checkScenario } from './testing/check-in-lab.ts';

const lab = await startLab();
afterAll(() => lab.close());
const directory = mkdtempSync(join(tmpdir(), 'reproduce-'));
afterAll(() => rmSync(directory, { recursive: true }));
const authorityFile = join(directory, 'authority.pem');
writeFileSync(authorityFile, lab.rootPem);

/** The scenarios whose failure the programs must show too, each in its own words. */
const failures: readonly (readonly [scenario: string, Partial<Record<ReproductionTool, RegExp>>])[] = [
  ['imap-port-closed', { bash: /Connection refused/ }],
  ['certificate-expired', { openssl: /certificate has expired/, curl: /certificate has expired/ }],
  ['certificate-wrong-name', { openssl: /hostname mismatch/i, curl: /does not match target host name|no alternative certificate subject name matches/ }],
  ['tls-outdated', { openssl: /unsupported protocol|protocol version/, curl: /unsupported protocol|protocol version/ }],
  ['clear-text-on-tls-port', { openssl: /wrong version number/, curl: /wrong version number/ }],
  ['smtp-without-starttls', { openssl: /STARTTLS/, curl: /STARTTLS not supported/ }],
  ['web-server-on-imap-port', { bash: /^HTTP\/1.1/m, curl: /HTTP\/1.1|Got unexpected imap-server response/ }],
  ['imap-down', { openssl: /^\* BYE/m, curl: /BYE/ }],
  ['wrong-password', { curl: /AUTHENTICATIONFAILED/ }],
  ['microsoft-smtp-off', { swaks: /SmtpClientAuthentication is disabled/, curl: /SmtpClientAuthentication is disabled/ }],
  ['sender-rejected', { swaks: /550 5\.7\.1 .*Sender address rejected/ }],
  ['message-rejected', { swaks: /550 5\.7\.1 Spam message rejected/ }],
];

describe('The commands for a stage that failed fail as it did', () => {
  test.each(failures)('%s', async (name, seen) => {
    const scenario = lab.scenarios.find((one) => one.name === name);
    if (scenario === undefined) throw new Error(`There is no scenario ${name}`);
    const { problems, settings } = await checkScenario(lab, scenario);
    const [problem] = problems;
    if (problem === undefined || settings === null) throw new Error('Nothing failed');
    const { host, port } = settings[problem.service];
    const dial = lab.privateHost(host)?.target('127.0.0.1', port);
    const commands = reproduce(problem, settings, { recipient: 'bcc@receiver.test', authorityFile, ...(dial !== undefined && { dial }) });
    const wanted = commands.filter(({ tool }) => tool !== 'nc');
    expect(wanted.map(({ tool }) => tool)).toEqual(Object.keys(seen));
    for (const { tool, command } of wanted) {
      const { output, code } = await runInShell(command, scenario.request.password);
      expect(output, command).toMatch(seen[tool] ?? /./);
      expect(output, command).not.toContain(scenario.request.password);
      if (tool === 'swaks') expect(output, command).not.toContain(btoa(scenario.request.password));
      // These two only show what the server says first.
      if (problem.stage !== 'greet' || tool === 'curl') expect(code, command).not.toBe(0);
    }
  });
});

/** Runs a command without a terminal, so that a program that asks for a password reads what it is told here. */
async function runInShell(command: string, password: string): Promise<{ readonly output: string; readonly code: number | null }> {
  const child = spawn('sh', ['-c', command], { detached: true, cwd: directory, env: { PATH: process.env['PATH'], HOME: directory, LC_ALL: 'C' } });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(String(chunk)));
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${password}\n`);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { output: chunks.join(''), code };
}
