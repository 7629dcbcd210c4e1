/** `npm run bench`: measures the engine beside the floor client, on this machine and in one run, and writes docs/benchmarks.md. */
import { writeFile } from 'node:fs/promises';
import { createClients } from './clients.ts';
import { describeMachine } from './describe-machine.ts';
import { measureCancel } from './measure-cancel.ts';
import { measureDiagnosis } from './measure-diagnosis.ts';
import { measureDiscovery } from './measure-discovery.ts';
import { measureFirstEvent } from './measure-first-event.ts';
import { measureMemory } from './measure-memory.ts';
import { measureThroughput } from './measure-throughput.ts';
import { measureWallTime } from './measure-wall-time.ts';
import { type BenchFigures, renderReport, verdictsOf } from './report.ts';
import { startServers } from './servers.ts';

/** 25 ms each way: 50 ms a round trip. */
const delayMs = 25;
/** The default of `CHECK_CONCURRENCY`. */
const concurrency = 16;

await using servers = await startServers();
const clients = createClients(servers.rootPem);

const figures: BenchFigures = {
  roundTrips: await forBothSecurities(async (security) => ({
    floor: await servers.countRoundTrips(security, clients.floor),
    engine: await servers.countRoundTrips(security, clients.engine),
  })),
  far: await forBothSecurities(async (security) => measureWallTime(clients, await servers.far(security, delayMs), 40)),
  near: await forBothSecurities((security) => measureWallTime(clients, servers.near(security), 60)),
  throughput: await measureThroughput(clients, servers.near('tls'), { concurrency, checks: 400, blocks: 5 }),
  throughputFar: await measureThroughput(clients, await servers.far('tls', delayMs), { concurrency, checks: 200, blocks: 3 }),
  diagnosesPerSecond: measureDiagnosis({ rounds: 5, linesARound: 20_000 }),
  firstEvent: await measureFirstEvent({ runs: 20 }),
  memory: await measureMemory({ warmUp: servers.near('tls'), target: await servers.far('tls', 250), rootPem: servers.rootPem, running: 100 }, { rounds: 3 }),
  cancel: await measureCancel(servers),
  discovery: await measureDiscovery({ delayMs, lookUps: 20_000, far: 40, near: 10_000 }),
};

const report = renderReport(figures, describeMachine());
await writeFile(new URL('../docs/benchmarks.md', import.meta.url), report);
console.log(report);
// A missed target is a result, not a failure of the bench: it stands in the report.
for (const { name, reached } of verdictsOf(figures)) console.log(`${reached ? 'reached' : 'MISSED '}  ${name}`);

async function forBothSecurities<T>(measure: (security: 'tls' | 'starttls') => Promise<T>) {
  return { tls: await measure('tls'), starttls: await measure('starttls') };
}
