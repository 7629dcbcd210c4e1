import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type CheckEvent, type CheckRequestInput, startedCheckSchema } from '@inbox-connect/core';
import { type Lab, labPassword, type Scenario, scenario, startLab } from '@inbox-connect/lab';
import { parseConfig } from '../config.ts';
import { startServer } from '../server.ts';
import { followEvents } from './read-events.ts';
import { type RedisServer, startRedis } from './redis.ts';
import { post } from './serve-fake.ts';

/** What is done to the machinery while checks run. */
export type Disturbance = 'kill' | 'freeze' | 'restart-redis';

export interface ChaosFigures {
  readonly checks: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Checks that were told no end. */
  readonly withoutEnd: number;
  /** Events that were missing, came twice or came in another order. */
  readonly gapsAndRepeats: number;
  /** Messages of the check with the most. */
  readonly mostMessages: number;
  /** Sign-ins to one server of the check with the most. */
  readonly mostSignIns: number;
  /** The longest that any check told nothing, its way through the line included. */
  readonly longestSilenceMs: number;
}

interface ChaosOptions {
  readonly disturbances: readonly Disturbance[];
  /** Checks that run while one disturbance happens. */
  readonly checksAtOnce: number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly onRound?: (round: number, figures: ChaosFigures) => void;
}

const workers = 2;
/** A check that tells nothing for so long is given up. */
const patienceMs = 60_000;
/** Longer than the lock of a job. */
const frozenMs = 4_000;
const main = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));
const behaviour = { replyDelayMs: 25 };
const stories = (count: number) =>
  Array.from({ length: count }, (_, index) => scenario(`chaos-${index}`, { imap: behaviour, smtp: behaviour, outcome: 'connected' }));

/** Real worker processes on a real Redis, checks of real servers, and one disturbance after the other, half of them just when a stage begins or ends. */
export async function causeChaos({ disturbances, checksAtOnce, random, onRound = () => {} }: ChaosOptions): Promise<ChaosFigures> {
  await using stage = await setStage();
  const { redis, pool, url } = stage;
  const heard = { messages: 0, signIns: 0 };
  let lastLab: Lab | undefined;
  const silences: number[] = [];
  const told: CheckEvent[][] = [];
  let gapsAndRepeats = 0;

  async function follow(request: CheckRequestInput, onEvent: (event: CheckEvent) => void): Promise<void> {
    const id = await startCheck(url, request);
    const events: CheckEvent[] = [];
    told.push(events);
    let last = performance.now();
    const readOn = async () => {
      for await (const event of followEvents(`${url}/api/checks/${id}/events`, events.length || undefined)) {
        silences.push(performance.now() - last);
        last = performance.now();
        if (event.id !== events.push(event.payload)) gapsAndRepeats += 1;
        onEvent(event.payload);
      }
    };
    // As any client: what breaks off is read on from the last event.
    while (events.at(-1)?.type !== 'check-end' && performance.now() - last < patienceMs) await readOn().catch(() => wait(100));
  }

  const figures = (): ChaosFigures => ({
    checks: told.length,
    outcomes: countBy(told.map((events) => outcomeOf(events) ?? 'none')),
    withoutEnd: told.filter((events) => outcomeOf(events) === undefined).length,
    gapsAndRepeats: gapsAndRepeats + told.filter((events) => !isWhole(events)).length,
    mostMessages: heard.messages,
    mostSignIns: heard.signIns,
    longestSilenceMs: Math.round(Math.max(0, ...silences)),
  });

  /** One check of each of so many new servers, which nothing else will ever speak to: what they hear late is of that check too. */
  async function followAll(onEvent: (event: CheckEvent) => void): Promise<void> {
    const lab = await startLab({ scenarios: stories(checksAtOnce) });
    await Promise.all(lab.scenarios.map((story) => follow(requestOf(lab, story), onEvent)));
    await leave(lastLab);
    lastLab = lab;
  }

  /** Counts what the servers have heard before they are gone. */
  async function leave(lab: Lab | undefined): Promise<void> {
    if (lab === undefined) return;
    heard.messages = Math.max(heard.messages, mostHeard(lab, /^MAIL FROM:/i));
    heard.signIns = Math.max(heard.signIns, mostHeard(lab, /^\S+ AUTHENTICATE /i), mostHeard(lab, /^AUTH /i));
    await lab.close();
  }

  // The first checks load what workers load once.
  await followAll(() => {});
  silences.length = 0;
  for (const [round, disturbance] of disturbances.entries()) {
    // Half of the disturbances come at a random moment, half of them exactly when a stage of a check begins or ends.
    const moment = random() < 0.5 ? undefined : Math.floor(random() * 20 * checksAtOnce);
    const due = Promise.withResolvers<void>();
    if (moment === undefined) setTimeout(due.resolve, random() * 1_200);
    let boundaries = 0;
    const onEvent = ({ type }: CheckEvent) => {
      boundaries += type === 'stage-start' || type === 'stage-end' ? 1 : 0;
      if (boundaries === moment) due.resolve();
    };
    const following = followAll(onEvent);
    await Promise.race([due.promise, following]);
    await disturb(disturbance, pool[Math.floor(random() * workers)] ?? pool[0], redis);
    await following;
    onRound(round + 1, figures());
  }
  await leave(lastLab);
  return figures();
}

/** How often one server of the lab has heard this command. */
function mostHeard(lab: Lab, command: RegExp): number {
  return Math.max(...lab.scenarios.map(({ name }) => lab.log(name).filter((entry) => entry.type === 'received' && command.test(entry.text)).length));
}

interface WorkerSlot {
  process: ChildProcess;
  start(): Promise<void>;
}

async function disturb(disturbance: Disturbance, slot: WorkerSlot | undefined, redis: RedisServer): Promise<void> {
  switch (disturbance) {
    case 'kill':
      slot?.process.kill('SIGKILL');
      await slot?.start();
      return;
    case 'freeze':
      slot?.process.kill('SIGSTOP');
      await wait(frozenMs);
      slot?.process.kill('SIGCONT');
      return;
    case 'restart-redis':
      await redis.kill();
      await redis.start();
  }
}

async function setStage() {
  await using parts = new AsyncDisposableStack();
  // What was said to be done must have been done, also when the machine fails just then.
  const redis = parts.use(await startRedis('--appendfsync', 'always'));
  const shared = { REDIS_URL: redis.url, LAB: 'off', RATE_LIMITS: 'off', LOG_LEVEL: 'silent' };
  const environment = { ...shared, PATH: process.env['PATH'], ALLOWED_NETWORKS: '127.0.0.0/8', ALLOWED_PORTS: '*', BCC_ADDRESS: 'bcc@receiver.test' };
  const pool = Array.from({ length: workers }, () => createSlot(environment));
  parts.defer(() => void pool.map((slot) => slot.process.kill('SIGKILL')));
  await Promise.all(pool.map((slot) => slot.start()));
  const server = await startServer(parseConfig({ ...shared, PORT: '0' }));
  parts.defer(() => server.close());
  const running = parts.move();
  return { redis, pool, url: server.url, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

function createSlot(environment: NodeJS.ProcessEnv): WorkerSlot {
  const launch = () => spawn(process.execPath, [main, 'worker'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const slot: WorkerSlot = {
    process: launch(),
    start: async () => {
      if (slot.process.signalCode !== null || slot.process.killed) slot.process = launch();
      if (slot.process.stdout !== null) await once(slot.process.stdout, 'data');
    },
  };
  return slot;
}

/** By address and port, since the workers do not know the lab's names. */
function requestOf(lab: Lab, { name, account }: Scenario): CheckRequestInput {
  const endpoint = (service: 'imap' | 'smtp') => {
    const listener = lab.listeners().find(({ scenario, service: own, behaviour }) => scenario === name && own === service && behaviour === 'tls');
    return { host: listener?.realAddress ?? '', port: listener?.realPort ?? 0, security: 'tls' as const };
  };
  return { email: account.email, password: labPassword, imap: endpoint('imap'), smtp: endpoint('smtp'), allowNonSecureCertificate: true };
}

/** Asks again, for the same check, while nobody is there who takes it. */
async function startCheck(url: string, request: CheckRequestInput): Promise<string> {
  const key = { 'Idempotency-Key': randomUUID() };
  for (;;) {
    const response = await post(url, request, key).catch(() => undefined);
    if (response?.status === 202) return startedCheckSchema.parse(await response.json()).id;
    if (response !== undefined && response.status !== 503) throw new Error(`The check was refused: ${await response.text()}`);
    await wait(100);
  }
}

function outcomeOf(events: readonly CheckEvent[]): string | undefined {
  const last = events.at(-1);
  return last?.type === 'check-end' ? last.outcome : undefined;
}

/** Each planned stage has ended once, in order. */
function isWhole(events: readonly CheckEvent[]): boolean {
  const starts = events.filter(({ type }) => type === 'check-start').length;
  const planned = events.flatMap((event) =>
    event.type === 'check-start' ? event.plan.flatMap(({ service, stages }) => stages.map((stage) => `${service} ${stage}`)) : [],
  );
  const ended = events.flatMap((event) => (event.type === 'stage-end' ? [`${event.service} ${event.stage}`] : []));
  return starts === 1 && planned.toSorted().join() === ended.toSorted().join();
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(Object.groupBy(names, (name) => name)).map(([name, all]) => [name, all?.length ?? 0]));
}
