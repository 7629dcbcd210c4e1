import type { ObservationOf } from '@inbox-connect/core';

type Limit = ObservationOf<'limit-exceeded'>['limit'];

/** Bytes of one line, its end included. */
const longestLine = 64 * 1024;
/** Bytes of one literal (RFC 9051 s.4.3). */
const largestLiteral = 256 * 1024;
/** Lines within one stage. */
const mostLines = 2_000;

const lineFeed = 0x0a;

/** A whole line without its end, or the limit that the sender went past. */
export type ReadLine = { readonly bytes: Buffer } | { readonly exceeded: Limit };

/**
 * Cuts bytes into lines and knows when a sender goes too far. With `literals` a line that announces one (`{12}` at its end)
 * goes on through the literal and what follows it, exactly as imapflow frames it.
 */
export class LineReader {
  readonly #literals: boolean;
  /** Complete parts of a line that goes on after a literal, then the pieces of the part being read. */
  #whole: Buffer[] = [];
  #pieces: Buffer[] = [];
  #length = 0;
  #literalLeft = 0;
  #lines = 0;

  constructor({ literals }: { readonly literals: boolean }) {
    this.#literals = literals;
  }

  /** Bytes of a line that has not ended yet have been read. */
  get isInsideLine(): boolean {
    return this.#length > 0 || this.#whole.length > 0;
  }

  /** Lines are counted anew for each stage. */
  startStage(): void {
    this.#lines = 0;
  }

  *read(chunk: Buffer): Generator<ReadLine> {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#literalLeft > 0) {
        const literal = rest.subarray(0, this.#literalLeft);
        this.#whole.push(literal);
        this.#literalLeft -= literal.length;
        rest = rest.subarray(literal.length);
        continue;
      }
      const end = rest.indexOf(lineFeed);
      const piece = end < 0 ? rest : rest.subarray(0, end + 1);
      rest = rest.subarray(piece.length);
      this.#length += piece.length;
      if (this.#length > longestLine) yield { exceeded: 'line-length' };
      this.#pieces.push(piece);
      if (end < 0) return;
      this.#lines += 1;
      if (this.#lines > mostLines) yield { exceeded: 'lines-in-stage' };
      yield* this.#endLine();
    }
  }

  *#endLine(): Generator<ReadLine> {
    const line = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    this.#whole.push(line);
    const size = this.#literals ? announcedLiteral(line) : undefined;
    if (size !== undefined && size > largestLiteral) yield { exceeded: 'literal-size' };
    if (size !== undefined) {
      this.#literalLeft = size;
      return;
    }
    const whole = this.#whole.length === 1 ? line : Buffer.concat(this.#whole);
    this.#whole = [];
    yield { bytes: whole.subarray(0, whole.length - (whole.at(-2) === 0x0d ? 2 : 1)) };
  }
}

/** `* LIST () "/" {5}` announces five bytes. */
function announcedLiteral(line: Buffer): number | undefined {
  const text = line.toString('latin1').replace(/\r?\n$/, '');
  const digits = text.endsWith('}') ? text.slice(text.lastIndexOf('{') + 1, -1) : '';
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}
