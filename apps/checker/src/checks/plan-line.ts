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
 * nobody waits behind a crowd of somebody else's. No client ever has more than its `share` of the places.
 */
export function planLine<T extends Waiter>(
  line: readonly T[],
  running: Iterable<Waiter>,
  { places, share }: { readonly places: number; readonly share: number },
): LinePlan<T> {
  const counts = new Map<string, number>();
  let free = places;
  const countUp = ({ client }: Waiter) => {
    const key = clientKey(client);
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    return before;
  };
  for (const waiter of running) {
    countUp(waiter);
    free -= 1;
  }
  const inOrder = line.map((waiter) => ({ waiter, turn: countUp(waiter) })).sort((left, right) => left.turn - right.turn);
  const next = inOrder.filter(({ turn }) => turn < share).slice(0, Math.max(0, free));
  return { next: next.map(({ waiter }) => waiter), waiting: inOrder.filter((entry) => !next.includes(entry)).map(({ waiter }) => waiter) };
}
