import type { Lane } from './lane.ts';

/** Waits outside of any stage; a stop, or the end of the check's time, ends the wait. */
export async function unlessStopped<T>(promise: Promise<T> | undefined, { stop, checkDeadline }: Lane): Promise<T | undefined> {
  const signal = AbortSignal.any([stop, checkDeadline]);
  const { promise: stopped, resolve } = Promise.withResolvers<undefined>();
  const abort = () => resolve(undefined);
  if (signal.aborted) return undefined;
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
