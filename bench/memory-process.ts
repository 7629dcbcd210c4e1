/** Measures, in a process of its own, what running checks add to resident memory. */
import { createClients } from './clients.ts';
import type { MemoryTask } from './measure-memory.ts';

const megabyte = 1_048_576;

const task = await new Promise<MemoryTask>((resolve) => process.once('message', resolve));
const run = createClients(task.rootPem)[task.client];
for (let check = 0; check < 20; check++) await run(task.warmUp);
collectGarbage();
const before = process.memoryUsage.rss();
let peak = before;
const sampling = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 10);
await Promise.all(Array.from({ length: task.running }, () => run(task.target)));
clearInterval(sampling);
process.send?.((peak - before) / megabyte / task.running);
process.disconnect?.();

function collectGarbage(): void {
  for (let pass = 0; pass < 3; pass++) globalThis.gc?.();
}
