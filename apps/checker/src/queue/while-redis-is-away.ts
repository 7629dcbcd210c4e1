import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two tries, and in all: longer than any check lasts. */
const patience = { pause: 200, all: 120_000 };

/** Repeats what Redis does not do now, because it cannot be reached or is full; what is repeated must do no harm when it was done already. */
export async function whileRedisIsAway<T>(action: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const since = performance.now();
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (signal?.aborted || performance.now() - since > patience.all) throw error;
      await wait(patience.pause);
    }
  }
}
