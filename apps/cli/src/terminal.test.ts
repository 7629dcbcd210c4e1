import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { healthy, runCommand, withPassword } from './testing/run-command.ts';
import { widthOf, wrapLine } from './wrap.ts';

const wrong = { INBOX_PASSWORD: 'not-the-right-one', TERM: 'xterm' };
const colour = /\p{Cc}\[\d+m/u;

describe('in a terminal', () => {
  it('no line is wider than the terminal', async () => {
    const { output, code } = await runCommand({ arguments: healthy, environment: wrong, columns: 46 });
    const lines = stripVTControlCharacters(output).split(/\r?\n/);
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(46);
    expect(lines.length).toBeGreaterThan(20);
    expect(code).toBe(1);
  });

  it.each([
    [true, {}],
    [false, { NO_COLOR: '1' }],
  ])('a check is shown in colour: %s, with %o', async (isColoured, environment) => {
    const { output } = await runCommand({ arguments: healthy, environment: { ...wrong, ...environment }, columns: 80 });
    expect(colour.test(output)).toBe(isColoured);
  });

  it('that cannot move its cursor a check is told line by line', async () => {
    const { output } = await runCommand({ arguments: healthy, environment: { ...withPassword, TERM: 'dumb' }, columns: 200 });
    expect(output).not.toContain('\u001b');
    expect(output.match(/^(IMAP|SMTP) /gm)).toHaveLength(13);
  });
});

describe('a line that is too wide', () => {
  it.each([
    ['is broken between words', 'one two three four', 10, '', 'one two\nthree four'],
    ['keeps its indentation', '  1. one two three', 12, '     ', '  1. one two\n     three'],
    ['is cut within a word that is wider itself', 'abcdefghijklmno', 10, '', 'abcdefghij\nklmno'],
    ['counts wide characters twice', '用户名或密码错误', 10, '', '用户名或密\n码错误'],
    ['is left alone where there is no terminal', 'one two three four', Number.POSITIVE_INFINITY, '', 'one two three four'],
  ])('%s', (_, line, columns, indent, wrapped) => {
    expect(wrapLine(line, columns, indent)).toBe(wrapped);
  });
});
