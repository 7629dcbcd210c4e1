import { fork } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { HostileServer } from '../../packages/engine/src/testing/hostile-family.ts';
import { certificate } from '../../packages/engine/src/testing/run-check.ts';
import { besiege, checkThrough } from './check-one.ts';
import type { HealthyPorts, HealthyTask } from './healthy-process.ts';
import type { Figures } from './observe.ts';
import { sendRefusedRequests } from './refused-requests.ts';
import { startObservedService } from './service.ts';
import { tracesIn, tracesInFile } from './traces.ts';

export interface Siege {
  readonly hostile: readonly HostileServer[];
  /** Checks that the service runs at the same time. */
  readonly concurrency: number;
  /** Milliseconds each way to the sound servers. */
  readonly delayMs: number;
  /** Checks of sound servers one after the other before it begins, half of them to warm up. */
  readonly atRest: number;
  /** Milliseconds from one check of the sound servers to the next while it lasts, however long the others take. */
  readonly everyMs: number;
  /** Milliseconds between the last verdict and the search of the memory. */
  readonly restMs: number;
}

export interface SiegeResult {
  /** What anything did that it must not, with its name. */
  readonly faults: readonly string[];
  /** Milliseconds of checks of the sound servers. */
  readonly atRest: readonly number[];
  readonly amongThem: readonly number[];
  readonly seconds: number;
  readonly figures: Figures;
}

/** Checks all hostile servers at once through one service, and sound ones far away among them; then looks for the password in all that it left behind. */
export async function runSiege({ hostile, concurrency, delayMs, atRest: runs, everyMs, restMs }: Siege): Promise<SiegeResult> {
  await using healthy = await startHealthyServers(delayMs);
  await using service = await startObservedService(healthy.dns, { CHECK_CONCURRENCY: String(concurrency) });
  const faults: string[] = [];
  const timeHealthy = async () => {
    const events = await checkThrough(service.url, '192.0.2.1', { port: healthy.imap, security: 'tls' }, { port: healthy.smtp, security: 'tls' });
    const end = events.at(-1);
    if (end?.type !== 'check-end' || end.outcome !== 'connected')
      faults.push(`sound servers: ${JSON.stringify(events.filter(({ type }) => type === 'problem'))}`);
    // By the service's clock, waiting in line included: this process has all hands full with hostile servers.
    return end?.at ?? Number.NaN;
  };
  const atRest: number[] = [];
  for (let run = 0; run < runs; run += 1) atRest.push(await timeHealthy());
  await service.reset();

  const startedAt = performance.now();
  let isOver = false;
  const siege = Promise.all(hostile.map(async (server) => (await besiege(service.url, server)).map((fault) => `${server.name}: ${fault}`)));
  siege.then(
    () => {
      isOver = true;
    },
    () => {},
  );
  const among: Promise<number>[] = [];
  while (!isOver) {
    among.push(timeHealthy());
    await Promise.race([siege, wait(everyMs)]);
  }
  faults.push(...(await siege).flat());
  const amongThem = await Promise.all(among);
  const seconds = (performance.now() - startedAt) / 1_000;
  const figures = await service.figures();

  await wait(restMs);
  using refused = await sendRefusedRequests(service.url);
  faults.push(...refused.faults.map((fault) => `refused requests: ${fault}`));
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  // SQLite keeps what it has just written in a file of its own.
  const reports = globSync(`${service.reports}*`);
  const left = {
    log: tracesIn(service.output()),
    metrics: tracesIn(metrics),
    reports: (await Promise.all(reports.map(tracesInFile))).flat(),
    heap: await tracesInFile(await service.writeHeap()),
  };
  faults.push(...Object.entries(left).flatMap(([place, traces]) => traces.map((trace) => `${place}: has ${trace}`)));
  // Being busy is no fault.
  faults.push(...(service.output().match(/^\{"level":[56]0(?!.*"status":503).*$/gm) ?? []));
  return { faults, atRest: atRest.slice(runs / 2), amongThem, seconds, figures };
}

async function startHealthyServers(delayMs: number): Promise<HealthyPorts & AsyncDisposable> {
  const child = fork(new URL('./healthy-process.ts', import.meta.url));
  child.send({ certificate, delayMs } satisfies HealthyTask);
  const [ports] = await once(child, 'message');
  return {
    ...ports,
    [Symbol.asyncDispose]: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
