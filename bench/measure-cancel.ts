import { setTimeout as sleep } from 'node:timers/promises';
import { type CheckRequest, checkRequestSchema, Secret, signInName } from '@inbox-connect/core';
import { check, createNetwork, createTrust, type PrivateHost } from '@inbox-connect/engine';
import { startLab } from '@inbox-connect/lab';
import type { BenchServers } from './servers.ts';
import { startWatch, type Watch } from './watch-connections.ts';

/** What is checked and cancelled, and how its servers are reached. */
interface CancelTarget {
  readonly request: CheckRequest;
  readonly privateHost: (host: string) => PrivateHost | undefined;
  readonly watch: Watch;
}

/** Milliseconds from the wish to cancel until the servers saw their last connection closed, one for every moment. */
export type CancelTimes = Readonly<Record<string, readonly number[]>>;

/** In place of a mailbox: every message arrives a moment after it was sent. */
const receiver = { arrivalOf: (_id: string, signal: AbortSignal) => sleep(20, { spf: 'none', dkim: 'none', dmarc: 'none' } as const, { signal }) };

/** Cancels whole checks after each of their events in turn, at once and a moment later, of stories of the lab and of Dovecot and Postfix. */
export async function measureCancel(servers: BenchServers): Promise<CancelTimes> {
  await using watch = startWatch();
  const stories = await openStories(['healthy', 'healthy-starttls', 'clear-text-on-tls-port'], watch);
  await using _lab = stories.lab;
  const targets = { ...stories.targets, ...(await openRealServers(servers, watch)) };
  const times: Record<string, readonly number[]> = {};
  for (const [name, target] of Object.entries(targets)) times[name] = await cancelEverywhere(target);
  return times;
}

async function cancelEverywhere(target: CancelTarget): Promise<readonly number[]> {
  const times: number[] = [];
  // One whole check first, so that everything is loaded and compiled as in a service that runs.
  await cancelAfter(target, Number.POSITIVE_INFINITY, 0);
  for (let events = 1; ; events += 1) {
    for (const pauseMs of [0, 3]) {
      const time = await cancelAfter(target, events, pauseMs);
      if (time === 'ended before') return times;
      if (time !== undefined) times.push(time);
    }
  }
}

/** Undefined when no connection was open at that moment. */
async function cancelAfter({ request, privateHost, watch }: CancelTarget, events: number, pauseMs: number): Promise<number | undefined | 'ended before'> {
  const { password, ...settings } = request;
  const startedAt = performance.now();
  const stop = new AbortController();
  let cancelledAt: number | undefined;
  let told = 0;
  const context = {
    id: 'bench',
    startedAt: new Date().toISOString(),
    elapsed: () => performance.now() - startedAt,
    signal: stop.signal,
    network: createNetwork({ dnsServers: [], allowedNetworks: [], allowedPorts: 'any', privateHost }),
    testMessage: { recipient: 'bcc@workspace.lab.test', message: { subject: 'Bench', text: 'Bench' }, receiver },
    onInternalError: (error: unknown) => console.error(error),
  };
  let timer: NodeJS.Timeout | undefined;
  for await (const _ of check(settings, { username: signInName(settings), password: new Secret(password) }, context)) {
    told += 1;
    if (told !== events) continue;
    timer = setTimeout(() => {
      cancelledAt = watch.isOpen ? performance.now() : undefined;
      stop.abort('cancelled');
    }, pauseMs);
  }
  clearTimeout(timer);
  if (told < events) return 'ended before';
  const closedAt = await watch.allClosed();
  return cancelledAt === undefined ? undefined : closedAt - cancelledAt;
}

async function openStories(names: readonly string[], watch: Watch) {
  const lab = await startLab();
  const watched = new Map<number, number>();
  for (const { scenario, realPort } of lab.listeners()) if (names.includes(scenario)) watched.set(realPort, await watch.before(realPort));
  const privateHost = (host: string): PrivateHost | undefined => {
    const known = lab.privateHost(host);
    if (known === undefined) return undefined;
    const target = (address: string, port: number) => {
      const real = known.target(address, port);
      return { address: real.address, port: watched.get(real.port) ?? real.port };
    };
    return { ...known, target };
  };
  const entries = lab.entries.filter(({ name }) => names.includes(name));
  return { lab, targets: Object.fromEntries(entries.map(({ name, request }) => [`lab, ${name}`, { request, privateHost, watch }])) };
}

async function openRealServers(servers: BenchServers, watch: Watch): Promise<Readonly<Record<string, CancelTarget>>> {
  const secureContext = createTrust(servers.rootPem);
  const targetOf = async (security: 'tls' | 'starttls'): Promise<CancelTarget> => {
    const { imap, smtp, username, password } = servers.near(security);
    const request = checkRequestSchema.parse({
      email: username,
      password,
      imap: { host: imap.host, port: await watch.before(imap.port), security },
      smtp: { host: smtp.host, port: await watch.before(smtp.port), security },
    });
    return { request, privateHost: () => ({ addresses: ['127.0.0.1'], target: (address, port) => ({ address, port }), secureContext }), watch };
  };
  return { 'Dovecot and Postfix, implicit TLS': await targetOf('tls'), 'Dovecot and Postfix, STARTTLS': await targetOf('starttls') };
}
