import { clientKey } from '../limits/client-key.ts';

interface Waiter {
  readonly client: string;
}

/** Who may start now and who goes on waiting, both in the order in which they come. */
export interface LinePlan<T> {
  readonly next: readonly T[];
  readonly waiting: readonly T[];
}

/**
 * Who comes next of those that wait, given in the order in which they came: the client that has the fewest checks, so that
 * nobody waits behind a crowd of somebody else's. Of all places, `reserve` are for clients that have no check running.
 */
export function planLine<T extends Waiter>(
  line: readonly T[],
  running: Iterable<Waiter>,
  { places, reserve }: { readonly places: number; readonly reserve: number },
): LinePlan<T> {
  const counts = new Map<string, number>();
  const countUp = ({ client }: Waiter) => {
    const key = clientKey(client);
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    return before;
  };
  let taken = 0;
  for (const waiter of running) {
    countUp(waiter);
    taken += 1;
  }
  const inOrder = line.map((waiter) => ({ waiter, turn: countUp(waiter) })).sort((left, right) => left.turn - right.turn);
  const next: T[] = [];
  const waiting: T[] = [];
  for (const { waiter, turn } of inOrder) {
    const mayStart = taken + next.length < (turn === 0 ? places : places - reserve);
    (mayStart ? next : waiting).push(waiter);
  }
  return { next, waiting };
}
