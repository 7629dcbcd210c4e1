import { type Lab, startLab } from '@inbox-connect/lab';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkInLab } from './testing/check-in-lab.ts';

const testMessage = { recipient: 'bcc@receiver.test', message: { subject: 'Test', text: 'It works.' }, receiver: undefined };

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
  return () => lab.close();
});

/** Checks the healthy inbox; the asking numbered `refused` is answered by a stop. */
async function checkWith(refused: number) {
  const { password, ...settings } = lab.entries.find(({ name }) => name === 'healthy')?.request ?? expect.unreachable();
  const heard = lab.log('healthy').length;
  const asked: string[] = [];
  const stop = new AbortController();
  const report = await checkInLab(lab, settings, {
    password,
    testMessage,
    signal: stop.signal,
    permit: async (act) => {
      if (asked.push(act) === refused) stop.abort('interrupted');
    },
  });
  const commands = lab
    .log('healthy')
    .slice(heard)
    .flatMap((entry) => (entry.type === 'received' ? [entry.text.replace(/^\S+ (?=AUTHENTICATE)/, '')] : []));
  return { asked, report, commands: commands.filter((text) => /^(AUTH|AUTHENTICATE|MAIL) /.test(text)).map((text) => text.split(' ')[0]) };
}

describe('Permission', () => {
  it('is asked for once before each sign-in and before the message', async () => {
    const { asked, report, commands } = await checkWith(0);
    expect(asked).toEqual(['sign-in', 'sign-in', 'send']);
    expect(commands).toEqual(['AUTHENTICATE', 'AUTH', 'MAIL']);
    expect(report.outcome).toBe('connected');
  });

  it.each([
    [1, []],
    [2, ['AUTHENTICATE']],
    [3, ['AUTHENTICATE', 'AUTH']],
  ])('that is not given keeps the servers from hearing of it: asking %i', async (refused, expected) => {
    const { report, commands } = await checkWith(refused);
    expect(commands).toEqual(expected);
    expect(report).toMatchObject({ outcome: 'interrupted', problems: [{ cause: 'interrupted' }] });
  });

  it('that never comes is waited for no longer than the check may last', async () => {
    const { password, ...settings } = lab.entries.find(({ name }) => name === 'healthy')?.request ?? expect.unreachable();
    const heard = lab.log('healthy').length;
    const report = await checkInLab(lab, settings, { password, deadlines: { check: 300 }, permit: () => new Promise(() => {}) });
    expect(report.outcome).toBe('failed');
    expect(
      lab
        .log('healthy')
        .slice(heard)
        .some((entry) => entry.type === 'received' && entry.credentials),
    ).toBe(false);
  });
});
