/**
 * Passes on what several sources yield as it happens. They run at their own pace, not at the reader's, and all of them to
 * their end: when the reader leaves before, `onLeave` must make them end soon.
 */
export async function* mergeAsItHappens<T>(sources: readonly AsyncIterable<T>[], onLeave: () => void): AsyncGenerator<T, void> {
  const waiting: T[] = [];
  let wake = () => {};
  let running = sources.length;
  const pump = async (source: AsyncIterable<T>) => {
    try {
      for await (const item of source) {
        waiting.push(item);
        wake();
      }
    } finally {
      running -= 1;
      wake();
    }
  };
  const pumps = Promise.allSettled(sources.map(pump));
  try {
    while (running > 0 || waiting.length > 0) {
      const item = waiting.shift();
      if (item !== undefined) yield item;
      else {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await promise;
      }
    }
    const failed = (await pumps).find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  } finally {
    onLeave();
    await pumps;
  }
}
