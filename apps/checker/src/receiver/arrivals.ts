import type { Arrival, Receiver } from '@inbox-connect/engine';

export interface ArrivalLimits {
  /** Arrivals that are remembered, the oldest go first. */
  readonly most: number;
  readonly keepMs: number;
}

/** Which messages have arrived, by Message-ID, and who waits for one. */
export interface Arrivals extends Receiver {
  /** The first arrival of a Message-ID counts. */
  tell(messageId: string, arrival: Arrival): Promise<void>;
}

/** Arrivals of this process. */
export class ArrivalsInMemory implements Arrivals {
  readonly #limits: ArrivalLimits;
  readonly #known = new Map<string, { readonly arrival: Arrival; readonly at: number }>();
  readonly #awaited = new Map<string, Set<(arrival: Arrival) => void>>();

  constructor(limits: ArrivalLimits = { most: 10_000, keepMs: 10 * 60_000 }) {
    this.#limits = limits;
  }

  async tell(messageId: string, arrival: Arrival): Promise<void> {
    const now = performance.now();
    for (const [oldest, { at }] of this.#known) {
      if (this.#known.size < this.#limits.most && now - at < this.#limits.keepMs) break;
      this.#known.delete(oldest);
    }
    if (this.#known.has(messageId)) return;
    this.#known.set(messageId, { arrival, at: now });
    for (const resolve of this.#awaited.get(messageId) ?? []) resolve(arrival);
  }

  async arrivalOf(messageId: string, signal: AbortSignal): Promise<Arrival> {
    signal.throwIfAborted();
    const known = this.#known.get(messageId);
    if (known !== undefined) return known.arrival;

    const { promise, resolve, reject } = Promise.withResolvers<Arrival>();
    const waiting = this.#awaited.get(messageId) ?? new Set();
    this.#awaited.set(messageId, waiting.add(resolve));
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', stop);
      waiting.delete(resolve);
      if (waiting.size === 0) this.#awaited.delete(messageId);
    }
  }
}
