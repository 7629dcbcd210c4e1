import { describe, expect, it } from 'vitest';
import { readableText } from './readable-text.ts';

describe('the text of a stranger', () => {
  it.each([
    ['Zürich 例え 👋', 'Zürich 例え 👋'],
    ['a\r\nb\tc', 'a\\u{d}\\u{a}b\\u{9}c'],
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['abc\u202ecod.exe', 'abc\\u{202e}cod.exe'],
    ['pay\u200bpal', 'pay\\u{200b}pal'],
    ['\ufeffx\u2028y\u2066', '\\u{feff}x\\u{2028}y\\u{2066}'],
    ['half \ud800 pair', 'half \\u{d800} pair'],
    ['<b>&amp;', '<b>&amp;'],
  ])('%j is shown as %s', (text, shown) => {
    expect(readableText(text)).toBe(shown);
  });

  it('is cut to its bound, escapes included', () => {
    expect(readableText('x'.repeat(500))).toBe('x'.repeat(500));
    expect(readableText('x'.repeat(501))).toBe(`${'x'.repeat(499)}…`);
    expect(readableText('\u0000'.repeat(10_000_000), 100)).toHaveLength(100);
  });
});
