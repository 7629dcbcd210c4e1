/**
 * `npm run siege`: every hostile server at the same time through one service, with sound ones far away among them; prints
 * what came of it and fails when anything did what it must not. A number lets so many checks run at once, instead of all.
 */
import { availableParallelism, loadavg } from 'node:os';
import { median, quantile } from '../bench/statistics.ts';
import { hostileFamily } from '../packages/engine/src/testing/hostile-family.ts';
import { runSiege } from './siege/run-siege.ts';

const [concurrency = 1_000] = process.argv.slice(2).map(Number);
const delayMs = 25;
const [load = 0] = loadavg();
const { faults, atRest, amongThem, seconds, figures } = await runSiege({
  hostile: hostileFamily,
  concurrency,
  delayMs,
  atRest: 40,
  everyMs: 500,
  restMs: 60_000,
});

const usual = median(atRest);
const inTimes = (value: number) => `${Math.round(value)} ms (${(value / usual).toFixed(2)} ×)`;
const { loopMaxMs, loopP99Ms, turnMaxMs, spentMs, restMb, peakMb } = figures;
const perCheck = (peakMb - restMb) / (hostileFamily.length + amongThem.length);
for (const fault of faults) console.log(fault);
console.log(
  `${hostileFamily.length} hostile servers, at most ${concurrency} checks at once, ${seconds.toFixed(1)} s in all, others' load ${load.toFixed(1)} on ${availableParallelism()} cores: ${faults.length} faults`,
);
console.log(
  `${amongThem.length} checks of sound servers at ${2 * delayMs} ms, ${Math.round(usual)} ms at rest: median ${inTimes(median(amongThem))}, 90th percentile ${inTimes(quantile(amongThem, 0.9))}, slowest ${inTimes(Math.max(...amongThem))}`,
);
console.log(`memory ${Math.round(restMb)} MB at rest, at most ${Math.round(peakMb)} MB: ${perCheck.toFixed(2)} MB a check`);
console.log(
  `event-loop delay p99 ${loopP99Ms.toFixed(1)} ms, at most ${loopMaxMs.toFixed(1)} ms; longest turn ${turnMaxMs.toFixed(1)} ms of the ${Math.round(spentMs / 1_000)} s of processor time`,
);
console.log('60 s after the last verdict no trace of the password in heap, log and metrics, unless it stands above');
process.exitCode = faults.length > 0 ? 1 : 0;
