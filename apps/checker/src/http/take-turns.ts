import { setImmediate } from 'node:timers/promises';

/**
 * Long works that go on in slices, each slice in a turn of the event loop of its own, one after the other: however many there
 * are at once, everything else waits for one slice at most.
 */
export function takeTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}
