import { describe, expect, it } from 'vitest';
import { runCommand } from '../testing/run-command.ts';

const evidence = { id: 'a', service: 'imap', stage: 'authenticate', reply: 'NO [AUTHENTICATIONFAILED] Authentication failed.' };

async function diagnose(...lines: readonly unknown[]) {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { output, errors, code } = await runCommand({ arguments: ['diagnose'], input });
  return { answers: output.split('\n').flatMap((line): unknown[] => (line === '' ? [] : [JSON.parse(line)])), errors, code };
}

describe('inbox-connect diagnose', () => {
  it('answers each line of evidence with a line, and ends with 0', async () => {
    const { answers, errors, code } = await diagnose(evidence, { id: 2, service: 'smtp', stage: 'connect', error: { code: 'ECONNREFUSED' } });
    expect(answers).toMatchObject([
      { id: 'a', cause: 'wrong-credentials', error: 'unauthorized', confidence: 'likely', owner: 'you' },
      { id: 2, cause: 'connection-refused', error: 'smtp-settings-incorrect', confidence: 'certain' },
    ]);
    expect(errors).toBe('');
    expect(code).toBe(0);
  });

  it('tells a line that cannot be read by its number and reason, goes on with the others, and ends with 2', async () => {
    const { answers, code } = await diagnose(
      evidence,
      '',
      '{"id":',
      '\u0000\u0001\ufffd\u0007',
      { ...evidence, id: 'b', stage: 'tls' },
      { ...evidence, reply: 'x'.repeat(1_000_000) },
      { ...evidence, reply: 'x'.repeat(3_000_000) },
      evidence,
    );
    expect(answers).toEqual([
      expect.objectContaining({ id: 'a', cause: 'wrong-credentials' }),
      { line: 3, invalid: 'not-json' },
      { line: 4, invalid: 'not-json' },
      { id: 'b', line: 5, invalid: expect.stringContaining('stage: unknown-value') },
      { id: 'a', line: 6, invalid: 'reply: too-long' },
      { line: 7, invalid: 'too-long' },
      expect.objectContaining({ id: 'a', cause: 'wrong-credentials' }),
    ]);
    expect(code).toBe(2);
  });

  it('ends with 2 when there was nothing to read', async () => {
    expect(await diagnose()).toMatchObject({ answers: [], code: 2 });
  });
});
