import { monitorEventLoopDelay } from 'node:perf_hooks';
import { median } from './statistics.ts';
import { type BenchClient, type BenchTarget, type ClientName, clientNames } from './target.ts';

/** What one client did in one process that is kept busy. */
export interface Throughput {
  readonly checksPerSecond: number;
  readonly cpuMsPerCheck: number;
  /** 99th percentile of how late a timer of 1 ms fires. */
  readonly eventLoopDelayP99Ms: number;
}

/** Keeps so many checks running in this process, in blocks of floor and engine in turn; answers the medians of the blocks. */
export async function measureThroughput(
  clients: Readonly<Record<ClientName, BenchClient>>,
  target: BenchTarget,
  { concurrency, checks, blocks }: { readonly concurrency: number; readonly checks: number; readonly blocks: number },
): Promise<Readonly<Record<ClientName, Throughput>>> {
  const results = { floor: [] as Throughput[], engine: [] as Throughput[] };
  for (const name of clientNames) await runBlock(clients[name], target, concurrency, concurrency * 4);
  for (let block = 0; block < blocks; block++) {
    for (const name of block % 2 === 0 ? clientNames : clientNames.toReversed()) results[name].push(await runBlock(clients[name], target, concurrency, checks));
  }
  return { floor: mediansOf(results.floor), engine: mediansOf(results.engine) };
}

async function runBlock(client: BenchClient, target: BenchTarget, concurrency: number, checks: number): Promise<Throughput> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  let left = checks;
  delay.enable();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left-- > 0) await client(target);
    }),
  );
  delay.disable();
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    checksPerSecond: (checks / (performance.now() - startedAt)) * 1_000,
    cpuMsPerCheck: (user + system) / 1_000 / checks,
    eventLoopDelayP99Ms: delay.percentile(99) / 1e6,
  };
}

function mediansOf(blocks: readonly Throughput[]): Throughput {
  return {
    checksPerSecond: median(blocks.map(({ checksPerSecond }) => checksPerSecond)),
    cpuMsPerCheck: median(blocks.map(({ cpuMsPerCheck }) => cpuMsPerCheck)),
    eventLoopDelayP99Ms: median(blocks.map(({ eventLoopDelayP99Ms }) => eventLoopDelayP99Ms)),
  };
}
