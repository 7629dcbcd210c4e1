import { expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

async function linesOf(...chunks: readonly string[]) {
  async function* input() {
    for (const chunk of chunks) yield new TextEncoder().encode(chunk);
  }
  return (await Array.fromAsync(readLines(input(), 5))).flat();
}

it.each<[string, readonly string[], readonly (string | undefined)[]]>([
  ['a last line without its end', ['one\ntwo'], ['one', 'two']],
  ['a line over several chunks', ['o', 'n', 'e\n', 'two\n'], ['one', 'two']],
  ['empty lines', ['\n\na\n'], ['', '', 'a']],
  ['nothing', [], []],
  ['a line that is too long, and goes on after it', ['123456\nok\n'], [undefined, 'ok']],
  ['a line that is too long over many chunks, of which nothing is kept', ['1234', '56', '78', '9\nok'], [undefined, 'ok']],
  ['a last line that is too long', ['ok\n1234', '5678'], ['ok', undefined]],
])('reads %s', async (_, chunks, lines) => {
  expect(await linesOf(...chunks)).toEqual(lines);
});
