import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineReader } from './line-reader.ts';

function read(reader: LineReader, ...chunks: readonly string[]): readonly string[] {
  return chunks.flatMap((chunk) =>
    [...reader.read(Buffer.from(chunk, 'latin1'))].map((line) => ('bytes' in line ? line.bytes.toString('latin1') : `! ${line.exceeded}`)),
  );
}

describe('a line reader', () => {
  it('ends lines at LF, with or without CR', () => {
    expect(read(new LineReader({ literals: false }), 'one\r\ntwo\n\r\nthr', 'ee\r', '\nfour')).toEqual(['one', 'two', '', 'three']);
  });

  it('goes on through literals, which may look like lines', () => {
    const reader = new LineReader({ literals: true });
    expect(read(reader, '* LIST () "/" {12}\r\n1 OK fake\r\nx rest {0}\r\n\r\n1 OK\r\n')).toEqual([
      '* LIST () "/" {12}\r\n1 OK fake\r\nx rest {0}\r\n',
      '1 OK',
    ]);
    expect(reader.isInsideLine).toBe(false);
  });

  it('takes only a literal at the very end for one', () => {
    expect(read(new LineReader({ literals: true }), 'a {5} b\r\nc {x}\r\nd {}\r\ne 5}\r\n')).toEqual(['a {5} b', 'c {x}', 'd {}', 'e 5}']);
    expect(read(new LineReader({ literals: false }), 'a {5}\r\nb\r\n')).toEqual(['a {5}', 'b']);
  });

  it('knows when it is inside a line', () => {
    const reader = new LineReader({ literals: true });
    for (const [chunk, isInside] of [
      ['a', true],
      ['\r\n', false],
      ['{2}\r\n', true],
      ['xy', true],
      ['\r\n', false],
    ] as const) {
      read(reader, chunk);
      expect(reader.isInsideLine).toBe(isInside);
    }
  });

  it.each([
    ['a line of 64 kB and one byte', `${'x'.repeat(64 * 1024 - 1)}\r\n`, 'line-length'],
    ['a literal of 256 kB and one byte', `{${256 * 1024 + 1}}\r\n`, 'literal-size'],
    ['a literal whose size is no number that anybody can hold', `{${'9'.repeat(400)}}\r\n`, 'literal-size'],
    ['one line more than 2,000', '\n'.repeat(2_001), 'lines-in-stage'],
  ])('stops at %s', (_, text, limit) => {
    expect(read(new LineReader({ literals: true }), text)).toContain(`! ${limit}`);
  });

  it('bears the largest that is allowed, and counts the lines of each stage anew', () => {
    const reader = new LineReader({ literals: true });
    const largest = `${'x'.repeat(64 * 1024 - 2)}\r\n{${256 * 1024}}\r\n${'y'.repeat(256 * 1024)}\r\n${'\r\n'.repeat(1_997)}`;
    expect(read(reader, largest)).toHaveLength(1_999);
    reader.startStage();
    expect(read(reader, '\n'.repeat(2_000))).toHaveLength(2_000);
  });

  it('reads the same lines however the bytes are cut', () => {
    const piece = fc.constantFrom('* OK text', '\r\n', '\n', '{3}\r\n', 'abc', '{0}', '\r', ' ', '}');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(120), { maxLength: 10 }), (pieces, cuts) => {
        const text = pieces.join('');
        const ends = [...new Set([...cuts.filter((cut) => cut < text.length), text.length])].toSorted((left, right) => left - right);
        const chunks = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
        expect(read(new LineReader({ literals: true }), ...chunks)).toEqual(read(new LineReader({ literals: true }), text));
      }),
    );
  });
});
