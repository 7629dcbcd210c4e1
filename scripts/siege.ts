/**
 * `npm run siege`: every hostile server at the same time through one service, with sound ones far away among them; prints
 * what came of it and fails when anything did that must not.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { median, quantile } from '../bench/statistics.ts';
import { hostileFamily } from '../packages/engine/src/testing/hostile-family.ts';
import { certificate } from '../packages/engine/src/testing/run-check.ts';
import { besiege, checkThrough } from './siege/check-one.ts';
import type { HealthyPorts, HealthyTask } from './siege/healthy-process.ts';
import { startObservedService } from './siege/service.ts';

/** Milliseconds each way to the sound servers. */
const delayMs = 25;
const healthyAtRest = 20;
/** A new one this often, however long the others take. */
const healthyEveryMs = 500;

const [concurrency = 1_000] = process.argv.slice(2).map(Number);

const healthy = await startHealthyServers();
await using service = await startObservedService(healthy.dns, { CHECK_CONCURRENCY: String(concurrency) });
const faults: string[] = [];
const timeHealthy = async () => {
  const startedAt = performance.now();
  const events = await checkThrough(service.url, '192.0.2.1', { port: healthy.imap, security: 'tls' }, { port: healthy.smtp, security: 'tls' });
  const end = events.at(-1);
  if (end?.type !== 'check-end' || end.outcome !== 'connected')
    faults.push(`sound servers: ${JSON.stringify(events.filter(({ type }) => type === 'problem'))}`);
  return performance.now() - startedAt;
};

for (let warm = 0; warm < healthyAtRest; warm += 1) await timeHealthy();
const atRest: number[] = [];
for (let run = 0; run < healthyAtRest; run += 1) atRest.push(await timeHealthy());

await service.reset();
const startedAt = performance.now();
let isOver = false;
const siege = Promise.all(hostileFamily.map(async (hostile) => ({ name: hostile.name, faults: await besiege(service.url, hostile) })));
void siege.finally(() => {
  isOver = true;
});
const amongThem: Promise<number>[] = [];
while (!isOver) {
  amongThem.push(timeHealthy());
  await Promise.race([siege, wait(healthyEveryMs)]);
}
const results = await siege;
const durations = await Promise.all(amongThem);
const seconds = (performance.now() - startedAt) / 1_000;
const { loopMaxMs, loopP99Ms, turnMaxMs, restMb, peakMb } = await service.figures();

faults.push(...results.flatMap(({ name, faults: own }) => own.map((fault) => `${name}: ${fault}`)));
const log = service.output();
for (const fault of faults) console.log(fault);
const usual = median(atRest);
const inTimes = (value: number) => `${Math.round(value)} ms (${(value / usual).toFixed(2)} ×)`;
console.log(`${results.length} hostile servers, ${faults.length} faults, ${concurrency} checks at once, ${seconds.toFixed(1)} s in all`);
console.log(
  `${durations.length} sound servers at ${2 * delayMs} ms: ${Math.round(usual)} ms at rest; among them median ${inTimes(median(durations))}, 90th percentile ${inTimes(quantile(durations, 0.9))}, slowest ${inTimes(Math.max(...durations))}`,
);
console.log(
  `memory ${Math.round(restMb)} MB at rest, at most ${Math.round(peakMb)} MB: ${((peakMb - restMb) / (results.length + durations.length)).toFixed(2)} MB a check`,
);
console.log(
  `event-loop delay p99 ${loopP99Ms.toFixed(1)} ms, at most ${loopMaxMs.toFixed(1)} ms, longest turn ${turnMaxMs.toFixed(1)} ms of processor time; ${log.split('\n').length} lines of log`,
);
process.exitCode = faults.length > 0 || /"level":[56]0/.test(log) ? 1 : 0;

async function startHealthyServers(): Promise<HealthyPorts> {
  const child = fork(new URL('./siege/healthy-process.ts', import.meta.url));
  child.send({ certificate, delayMs } satisfies HealthyTask);
  const [ports]: [HealthyPorts] = (await once(child, 'message')) as [HealthyPorts];
  child.unref();
  child.channel?.unref();
  return ports;
}
