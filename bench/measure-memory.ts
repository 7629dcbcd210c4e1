import { fork } from 'node:child_process';
import { once } from 'node:events';
import { median } from './statistics.ts';
import { type BenchTarget, type ClientName, clientNames } from './target.ts';

/** What a fresh process is told to do; it answers megabytes a running check. */
export interface MemoryTask {
  readonly client: ClientName;
  /** Near: only to have everything loaded and compiled. */
  readonly warmUp: BenchTarget;
  /** Far enough away that all checks run at the same time. */
  readonly target: BenchTarget;
  readonly rootPem: string;
  readonly running: number;
}

/** Megabytes of resident memory that each of so many running checks adds to a warm process; the median of fresh processes. */
export async function measureMemory(task: Omit<MemoryTask, 'client'>, { rounds }: { readonly rounds: number }): Promise<Readonly<Record<ClientName, number>>> {
  const growths = { floor: [] as number[], engine: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const client of clientNames) growths[client].push(await measureInFreshProcess({ ...task, client }));
  }
  return { floor: median(growths.floor), engine: median(growths.engine) };
}

async function measureInFreshProcess(task: MemoryTask): Promise<number> {
  const child = fork(new URL('./memory-process.ts', import.meta.url), { execArgv: ['--expose-gc'] });
  const exited = once(child, 'exit');
  child.send(task);
  const outcome = await Promise.race([once(child, 'message'), exited]);
  await exited;
  if (child.exitCode !== 0) throw new Error(`A measuring process ended with ${child.exitCode}.`);
  return Number(outcome[0]);
}
