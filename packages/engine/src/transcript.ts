import type { TranscriptLine } from '@inbox-connect/core';

const mostLines = 2_000;
const mostCharacters = 128 * 1024;

/** Writes down one conversation as it happens, no more of it than a report should carry. */
export class TranscriptRecorder {
  readonly #lines: TranscriptLine[] = [];
  readonly #elapsed: () => number;
  #characters = 0;

  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** The text must be safe to show: no secret, no character that disguises. Nothing is made safe that is not kept. */
  record(from: TranscriptLine['from'], read: () => string): void {
    if (this.#isFull) return;
    const text = read();
    this.#characters += text.length;
    this.#lines.push({ at: Math.round(this.#elapsed()), from, text: this.#isFull ? '…' : text });
  }

  get lines(): readonly TranscriptLine[] {
    return this.#lines;
  }

  get #isFull(): boolean {
    return this.#lines.length >= mostLines || this.#characters >= mostCharacters;
  }
}
