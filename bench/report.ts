import type { CancelTimes } from './measure-cancel.ts';
import type { DiscoveryFigures } from './measure-discovery.ts';
import type { FirstEventTimes } from './measure-first-event.ts';
import type { Throughput } from './measure-throughput.ts';
import type { WallTimes } from './measure-wall-time.ts';
import type { BenchSecurity } from './servers.ts';
import { median, quantile } from './statistics.ts';
import type { ClientName } from './target.ts';

type Both<T> = Readonly<Record<ClientName, T>>;
type BySecurity<T> = Readonly<Record<BenchSecurity, T>>;

/** Everything that one run of the bench measured. */
export interface BenchFigures {
  readonly roundTrips: BySecurity<Both<{ readonly imap: number; readonly smtp: number }>>;
  readonly far: BySecurity<WallTimes>;
  readonly near: BySecurity<WallTimes>;
  /** On loopback, where nothing but the processor limits it. */
  readonly throughput: Both<Throughput>;
  readonly throughputFar: Both<Throughput>;
  /** Lines of evidence on one core. */
  readonly diagnosesPerSecond: number;
  readonly firstEvent: readonly FirstEventTimes[];
  /** Megabytes a running check. */
  readonly memory: Both<number>;
  readonly cancel: CancelTimes;
  readonly discovery: DiscoveryFigures;
}

interface Verdict {
  readonly name: string;
  readonly target: string;
  readonly measured: string;
  readonly reached: boolean;
}

/** The figures against what we set out to reach. */
export function verdictsOf({ far, throughput, throughputFar, diagnosesPerSecond, firstEvent, memory, cancel, discovery }: BenchFigures): readonly Verdict[] {
  const wall = (security: BenchSecurity) => median(far[security].engine) / median(far[security].floor);
  const rate = throughput.engine.checksPerSecond / throughput.floor.checksPerSecond;
  const delay = ({ engine }: Both<Throughput>) => engine.eventLoopDelayP99Ms;
  const cancelled = Object.values(cancel).flat();
  const slowest = Math.max(...cancelled);
  const arrived = median(firstEvent.map((times) => times.arrived));
  return [
    { name: 'Whole check at 50 ms, implicit TLS', target: '≤ 1.30 × floor', measured: `${wall('tls').toFixed(2)} ×`, reached: wall('tls') <= 1.3 },
    { name: 'Whole check at 50 ms, STARTTLS', target: '≤ 1.30 × floor', measured: `${wall('starttls').toFixed(2)} ×`, reached: wall('starttls') <= 1.3 },
    { name: 'Checks a second in one process on loopback', target: '≥ 0.60 × floor', measured: `${rate.toFixed(2)} ×`, reached: rate >= 0.6 },
    {
      name: 'Lines of evidence explained a second on one core',
      target: '≥ 10,000',
      measured: Math.round(diagnosesPerSecond).toLocaleString('en'),
      reached: diagnosesPerSecond >= 10_000,
    },
    {
      name: 'First event of a stage in the browser after the click, on loopback',
      target: '≤ 50 ms',
      measured: `${arrived.toFixed(0)} ms`,
      reached: arrived <= 50,
    },
    { name: 'Memory a running check, at 100', target: '≤ 0.8 MB', measured: `${memory.engine.toFixed(2)} MB`, reached: memory.engine <= 0.8 },
    {
      name: 'Event-loop delay p99, 16 at once at 50 ms',
      target: '≤ 60 ms',
      measured: `${delay(throughputFar).toFixed(0)} ms`,
      reached: delay(throughputFar) <= 60,
    },
    {
      name: 'Event-loop delay p99, 16 at once on loopback',
      target: '≤ 60 ms',
      measured: `${delay(throughput).toFixed(0)} ms`,
      reached: delay(throughput) <= 60,
    },
    {
      name: `All sockets closed after Cancel, slowest of ${cancelled.length} moments`,
      target: '≤ 100 ms',
      measured: `${slowest.toFixed(0)} ms`,
      reached: slowest <= 100,
    },
    ...discoveryVerdicts(discovery),
  ];
}

function discoveryVerdicts({ lookUpMs, farMs, megabytesAdded }: DiscoveryFigures): readonly Verdict[] {
  const lookUp = quantile(lookUpMs, 0.99);
  const slowest = Math.max(...farMs);
  return [
    { name: 'A known provider found, p99', target: '≤ 5 ms', measured: `${lookUp.toFixed(2)} ms`, reached: lookUp <= 5 },
    {
      name: `Discovery with every source at 50 ms, slowest of ${farMs.length}`,
      target: '≤ 2,200 ms',
      measured: `${slowest.toFixed(0)} ms`,
      reached: slowest <= 2_200,
    },
    { name: 'Discovery with every source at 50 ms, median', target: '≤ 500 ms', measured: `${median(farMs).toFixed(0)} ms`, reached: median(farMs) <= 500 },
    { name: 'Memory that 8,000 further discoveries leave behind', target: '≤ 2 MB', measured: `${megabytesAdded.toFixed(2)} MB`, reached: megabytesAdded <= 2 },
  ];
}

export function renderReport(figures: BenchFigures, machine: readonly string[]): string {
  const { roundTrips, far, near, throughput, throughputFar, firstEvent, memory, cancel, discovery } = figures;
  return `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; run it again rather than compare with another machine.

${machine.map((fact) => `- ${fact}`).join('\n')}

The **floor** is a client written by hand for this bench: a verified TLS handshake, then sign-in, list and examine in one flight of
IMAP, and EHLO and AUTH of SMTP, with nothing observed, explained or kept. The **engine** is what the product runs, every event
included. Both check the same account on the same servers in the same run, in turn; both run IMAP and SMTP side by side, resolve no
name and send no test message.

## Targets

${table(
  ['', 'to reach', 'measured', ''],
  verdictsOf(figures).map(({ name, target, measured, reached }) => [name, target, measured, reached ? 'reached' : '**missed**']),
)}

## Round trips

Waited for from the SYN to the good-bye, counted by a proxy.

${table(
  ['', 'IMAP floor', 'IMAP engine', 'SMTP floor', 'SMTP engine'],
  bySecurity((security) => {
    const { floor, engine } = roundTrips[security];
    return [floor.imap, engine.imap, floor.smtp, engine.smtp].map(String);
  }),
)}

## One check

Milliseconds, median (10th to 90th percentile) of ${far.tls.engine.length} runs at a distance and ${near.tls.engine.length} on loopback. The distance is a proxy that holds everything for 25 ms each way,
TCP's handshake included.

${table(
  ['', 'floor', 'engine', 'ratio'],
  [...bySecurity((security) => wallTimeCells(far[security]), '50 ms, '), ...bySecurity((security) => wallTimeCells(near[security]), 'loopback, ')],
)}

On loopback Postfix and the kernel wait some 40 ms for each other after every TLS handshake (Nagle's algorithm meets a delayed ACK),
whoever the client is.

## Many checks

One process keeps 16 checks with implicit TLS running; medians of blocks of floor and engine in turn. On loopback the answers come at
once and many handshakes are ready in the same turn of the event loop; a service has the network in between, but this shows what a
check costs. The event-loop delay is how late a timer of 1 ms fires. Memory is resident memory that 100 running checks add to a
fresh, warm process, divided by 100.

${table(
  ['', 'floor', 'engine'],
  [
    ['checks a second, loopback', ...both(throughput, ({ checksPerSecond }) => checksPerSecond.toFixed(0))],
    ['CPU a check, loopback', ...both(throughput, ({ cpuMsPerCheck }) => `${cpuMsPerCheck.toFixed(1)} ms`)],
    ['event-loop delay p99, loopback', ...both(throughput, ({ eventLoopDelayP99Ms }) => `${eventLoopDelayP99Ms.toFixed(0)} ms`)],
    ['checks a second, 50 ms', ...both(throughputFar, ({ checksPerSecond }) => checksPerSecond.toFixed(0))],
    ['event-loop delay p99, 50 ms', ...both(throughputFar, ({ eventLoopDelayP99Ms }) => `${eventLoopDelayP99Ms.toFixed(0)} ms`)],
    ['memory a running check', ...both(memory, (megabytes) => `${megabytes.toFixed(2)} MB`)],
  ],
)}

## Cancel

A whole check with its test message is cancelled after each of its events in turn, at once and 3 ms later. Measured is the time until the
servers' side has seen the last connection closed, at all moments at which one was open.

${table(
  ['', 'moments', 'median', 'slowest'],
  Object.entries(cancel).map(([name, times]) => [name, String(times.length), `${median(times).toFixed(1)} ms`, `${Math.max(...times).toFixed(1)} ms`]),
)}

## One click

Real Chromium drives the page against the real service with the mail lab on loopback, all on this machine. From the click on Connect to
the first event of a stage in the page's hands, and on to the first stage that the page shows to run, by the page's own clock. Each run
begins with a page that has just been loaded and come to rest.

${table(
  ['', 'runs', 'median', 'slowest'],
  [['event has come', firstEvent.map(({ arrived }) => arrived)] as const, ['stage is shown', firstEvent.map(({ shown }) => shown)] as const].map(
    ([name, times]) => [name, String(times.length), `${median(times).toFixed(0)} ms`, `${Math.max(...times).toFixed(0)} ms`],
  ),
)}

## Discovery

A known provider is looked up in this process, over all domains that we know by turns. The other discoveries ask name servers and web servers of the
bench, all sources with an answer, at 50 ms a round trip; memory is what stays on the heap between the 2,000th and the 10,000th on loopback.

${table(
  ['', 'runs', 'median', 'p99'],
  [
    ['known provider', String(discovery.lookUpMs.length), `${median(discovery.lookUpMs).toFixed(3)} ms`, `${quantile(discovery.lookUpMs, 0.99).toFixed(3)} ms`],
    ['every source at 50 ms', String(discovery.farMs.length), `${median(discovery.farMs).toFixed(0)} ms`, `${quantile(discovery.farMs, 0.99).toFixed(0)} ms`],
  ],
)}
`;
}

function bySecurity(cells: (security: BenchSecurity) => readonly string[], prefix = ''): readonly (readonly string[])[] {
  return [
    [`${prefix}implicit TLS`, ...cells('tls')],
    [`${prefix}STARTTLS`, ...cells('starttls')],
  ];
}

function wallTimeCells({ floor, engine }: WallTimes): readonly string[] {
  return [spread(floor), spread(engine), (median(engine) / median(floor)).toFixed(2)];
}

function both<T>({ floor, engine }: Both<T>, cell: (figure: T) => string): readonly string[] {
  return [cell(floor), cell(engine)];
}

function spread(times: readonly number[]): string {
  return `${median(times).toFixed(0)} (${quantile(times, 0.1).toFixed(0)}–${quantile(times, 0.9).toFixed(0)})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
