/** Loaded into the service before it starts: tells its parent about its event loop and its memory, and writes its heap down. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { writeHeapSnapshot } from 'node:v8';

/** What the parent asks for. */
export type Order = { readonly type: 'reset' } | { readonly type: 'figures' } | { readonly type: 'snapshot'; readonly path: string };

/** What the service was like since the last reset. */
export interface Figures {
  readonly loopMaxMs: number;
  readonly loopP99Ms: number;
  /** Of processor time, which others on this machine do not lengthen: the longest that nobody else had a turn. */
  readonly turnMaxMs: number;
  /** Of processor time, in all. */
  readonly spentMs: number;
  readonly restMb: number;
  readonly peakMb: number;
}

const delay = monitorEventLoopDelay({ resolution: 1 });
let [rest, peak] = [0, 0];
let [longestTurn, spentBefore, spentAtReset] = [0, spent(), spent()];
delay.enable();
setInterval(() => {
  const now = spent();
  longestTurn = Math.max(longestTurn, now - spentBefore);
  spentBefore = now;
}, 1).unref();
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20).unref();

process.on('message', (order: Order) => {
  if (order.type === 'figures') {
    const figures: Figures = {
      loopMaxMs: delay.max / 1e6,
      loopP99Ms: delay.percentile(99) / 1e6,
      turnMaxMs: longestTurn,
      spentMs: spent() - spentAtReset,
      restMb: rest / 2 ** 20,
      peakMb: peak / 2 ** 20,
    };
    process.send?.(figures);
    return;
  }
  collectGarbage();
  if (order.type === 'snapshot') process.send?.(writeHeapSnapshot(order.path));
  else {
    rest = process.memoryUsage.rss();
    peak = rest;
    delay.reset();
    longestTurn = 0;
    spentBefore = spent();
    spentAtReset = spentBefore;
    process.send?.('done');
  }
});
// The service ends although its parent could still ask, and does not outlive it.
process.channel?.unref();
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

function collectGarbage(): void {
  for (let pass = 0; pass < 3; pass += 1) globalThis.gc?.();
}

function spent(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
