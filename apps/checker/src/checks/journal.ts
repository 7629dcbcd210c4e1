import type { CheckEvent } from '@inbox-connect/core';

/** One event as it stands in the stream; `data` is its payload as one line of JSON. */
export interface JournalEntry {
  /** From 1, without gaps. */
  readonly id: number;
  readonly type: CheckEvent['type'];
  readonly data: string;
}

/** Everything that happened in one check, in order; it can be read from any point while it is written. */
export class Journal {
  readonly #entries: JournalEntry[] = [];
  #ended = false;
  #size = 0;
  #change = Promise.withResolvers<void>();

  get lastId(): number {
    return this.#entries.length;
  }

  get last(): JournalEntry | undefined {
    return this.#entries.at(-1);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Characters of JSON that it holds. */
  get size(): number {
    return this.#size;
  }

  append(event: CheckEvent): void {
    const data = JSON.stringify(event);
    this.#size += data.length;
    this.#entries.push({ id: this.#entries.length + 1, type: event.type, data });
    this.#announce();
  }

  end(): void {
    this.#ended = true;
    this.#announce();
  }

  /** Yields every entry after the one with the id `after`, those to come too, until the journal ends or the signal aborts. */
  async *read(after: number, signal: AbortSignal): AsyncGenerator<JournalEntry> {
    const aborted = Promise.withResolvers<void>();
    const stop = () => aborted.resolve();
    signal.addEventListener('abort', stop);
    try {
      for (let next = after; !signal.aborted; ) {
        const entry = this.#entries[next];
        if (entry !== undefined) {
          yield entry;
          next += 1;
        } else if (this.#ended) {
          return;
        } else {
          await Promise.race([this.#change.promise, aborted.promise]);
        }
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #announce(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }
}
