import type { Redis } from 'ioredis';

/** Wakes whoever waits for news on a channel; one connection for all of them. News may be missed, so nobody should wait without end. */
export class Wakeups {
  readonly #subscriber: Redis;
  readonly #watches = new Map<string, Set<Watch>>();

  /** The connection must serve nothing else. */
  constructor(subscriber: Redis) {
    this.#subscriber = subscriber;
    subscriber.on('message', (channel: string) => this.#wake(channel));
    // What was published while the connection was gone has not come.
    subscriber.on('ready', () => {
      for (const channel of this.#watches.keys()) void this.#subscribe(channel).then(() => this.#wake(channel));
    });
  }

  async watch(channel: string): Promise<Watch> {
    const watches = this.#watches.get(channel) ?? new Set();
    const watch = new Watch(() => {
      watches.delete(watch);
      if (watches.size > 0) return;
      this.#watches.delete(channel);
      void this.#subscriber.unsubscribe(channel).catch(() => {});
    });
    watches.add(watch);
    this.#watches.set(channel, watches);
    if (watches.size === 1) await this.#subscribe(channel);
    return watch;
  }

  /** While Redis is away this does nothing; it is done again when it is back. */
  async #subscribe(channel: string): Promise<void> {
    await this.#subscriber.subscribe(channel).catch(() => {});
  }

  #wake(channel: string): void {
    for (const watch of this.#watches.get(channel) ?? []) watch.wake();
  }
}

/** One who waits; what came since the last wait ends the next one at once. */
export class Watch implements Disposable {
  readonly #leave: () => void;
  #news = Promise.withResolvers<void>();

  constructor(leave: () => void) {
    this.#leave = leave;
  }

  wake(): void {
    this.#news.resolve();
  }

  /** Waits for news, at most so many milliseconds, or until the signal aborts. */
  async next(mostMs: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, mostMs);
    const stop = () => resolve();
    signal.addEventListener('abort', stop, { once: true });
    await Promise.race([this.#news.promise, over]);
    signal.removeEventListener('abort', stop);
    clearTimeout(timer);
    this.#news = Promise.withResolvers();
  }

  [Symbol.dispose](): void {
    this.#leave();
  }
}
