import { type BenchClient, type BenchTarget, type ClientName, clientNames } from './target.ts';

/** Milliseconds of each run of each client. */
export type WallTimes = Readonly<Record<ClientName, readonly number[]>>;

/** Runs single checks, floor and engine in turn and in changing order, so that whatever the machine does meets both. */
export async function measureWallTime(clients: Readonly<Record<ClientName, BenchClient>>, target: BenchTarget, rounds: number): Promise<WallTimes> {
  const times = { floor: [] as number[], engine: [] as number[] };
  for (const name of clientNames) await clients[name](target);
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? clientNames : clientNames.toReversed()) {
      const startedAt = performance.now();
      await clients[name](target);
      times[name].push(performance.now() - startedAt);
    }
  }
  return times;
}
