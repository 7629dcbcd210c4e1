import { once } from 'node:events';
import { createServer } from 'node:net';
import { checkEventSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { healthy, runCommand, slow, withPassword } from './testing/run-command.ts';

describe('a command that is stopped', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s in the middle of a check ends with %i and says no more than that', async (signal, exitCode) => {
    const { output, errors, code } = await runCommand({
      arguments: slow,
      environment: withPassword,
      when: { printed: 'Open a connection', act: (child) => child.kill(signal) },
    });
    expect(output).toMatch(/\nCancelled\. All connections are closed\.\n$/);
    expect(output).not.toMatch(/can fix this|\[[a-z-]+\]/);
    expect(errors).toBe('');
    expect(code).toBe(exitCode);
  });

  it('tells the end of the check to a program too', async () => {
    const { output, code } = await runCommand({
      arguments: [...slow, '--json'],
      environment: withPassword,
      when: { printed: '"stage":"connect"', act: (child) => child.kill('SIGINT') },
    });
    const last = checkEventSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
    expect(last).toMatchObject({ type: 'check-end', outcome: 'cancelled' });
    expect(code).toBe(130);
  });

  it('has closed its sockets when it ends', async () => {
    const closed = Promise.withResolvers<void>();
    const server = createServer((socket) => {
      socket.resume().on('error', () => {});
      socket.on('close', () => closed.resolve());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const silent = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}/tls`;
    const { code } = await runCommand({
      arguments: ['check', '--email', 'anna@example.com', '--imap', silent, '--smtp', silent, '--json'],
      environment: { ...withPassword, ALLOWED_NETWORKS: '127.0.0.0/8', ALLOWED_PORTS: '*' },
      when: { printed: '"stage":"secure"', act: (child) => child.kill('SIGINT') },
    });
    expect(code).toBe(130);
    await closed.promise;
    server.close();
  });

  it('by Ctrl+C at the password prompt ends with 130, and by the end of the input with 2', async () => {
    const interrupted = await runCommand({ arguments: healthy, columns: 80, when: { printed: 'Password:', act: (child) => child.stdin?.write('\u0003') } });
    expect(interrupted).toMatchObject({ code: 130, output: expect.stringMatching(/^Password: \r?\n$/) });
    const ended = await runCommand({ arguments: healthy, columns: 80, when: { printed: 'Password:', act: (child) => child.stdin?.write('\u0004') } });
    expect(ended).toMatchObject({ code: 2, output: expect.stringContaining('There is no password') });
  });

  it('by Ctrl+C while it waits for a password on standard input ends with 130', async () => {
    const { code } = await runCommand({
      arguments: [...healthy, '--imap', 'imap.healthy.lab.test:143/none', '--password-stdin'],
      columns: 80,
      when: { printed: 'Warning', act: (child) => child.stdin?.write('\u0003') },
    });
    expect(code).toBe(130);
  });

  it('because nobody reads what it prints ends quietly', async () => {
    const { errors, code } = await runCommand({
      arguments: [...slow, '--json'],
      environment: withPassword,
      when: { printed: 'check-start', act: (child) => child.stdout?.destroy() },
    });
    expect(errors).toBe('');
    expect(code).toBe(141);
  });
});
