import { discoverySchema } from '@inbox-connect/core';
import { startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';
import { describe, expect, it } from 'vitest';
import { runCommand } from './testing/run-command.ts';

/** Every name server in reach knows nothing. */
async function runDiscover(...commandArguments: readonly string[]) {
  await using dns = await startStubDnsServer(() => 'NXDOMAIN');
  const { output, errors, code } = await runCommand({ arguments: ['discover', ...commandArguments], environment: { DNS_SERVERS: dns.address } });
  return { output, errors, code, questions: dns.questions.length };
}

describe('inbox-connect discover', () => {
  it('prints what the service would answer, as JSON', async () => {
    const { output, code, questions } = await runDiscover('anna@gmail.com', '--json');
    expect(discoverySchema.parse(JSON.parse(output))).toMatchObject({ provider: { id: 'google' }, candidates: [{ source: 'directory' }] });
    expect([code, questions]).toEqual([0, 0]);
  });

  it('says in words what is known about the provider, its servers and who was asked', async () => {
    const { output, errors, code } = await runDiscover('anna@gmail.com');
    expect(errors).toBe('');
    for (const words of [
      'Gmail',
      'app password',
      'https://support.google.com/',
      'imap.gmail.com:993/tls  anna@gmail.com',
      'our list of providers: found servers',
    ]) {
      expect(output).toContain(words);
    }
    expect(code).toBe(0);
  });

  it('finds the servers of the lab by their greetings', async () => {
    const { output, code } = await runDiscover('anna@healthy.lab.test');
    expect(output).toContain('imap.healthy.lab.test:993/tls');
    expect(code).toBe(0);
  });

  it('ends with 1 when nobody knows the servers, and when the provider has none', async () => {
    expect(await runDiscover('anna@example.com')).toMatchObject({ code: 1, output: expect.stringContaining('Nobody could name') });
    expect(await runDiscover('anna@tuta.com')).toMatchObject({ code: 1, output: expect.stringContaining('neither IMAP nor SMTP') });
  });

  it.each(['anna', 'anna@@example.com', 'anna@192.0.2.1', '\u001b[31m@example.com', '', `anna@${'x'.repeat(65_536)}.example`])(
    'ends with 2 for %j',
    async (address) => {
      const { errors, code } = await runDiscover(address);
      expect(errors).not.toContain('\u001b');
      expect(errors.length).toBeLessThan(300);
      expect([code, errors.trim().split('\n').length]).toEqual([2, 1]);
    },
  );
});
