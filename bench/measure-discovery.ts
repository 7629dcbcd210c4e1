import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startDelayingProxy } from '@inbox-connect/lab';
import type { DnsAnswer, DnsQuestion } from '@inbox-connect/lab/stub-dns-server';
import { providers } from '../packages/discovery/src/provider-directory.ts';
import { autoconfigFile, startWorld, type WorldOptions } from '../packages/discovery/src/testing/world.ts';

/** How long discoveries took, in milliseconds each, and what they left behind. */
export interface DiscoveryFigures {
  readonly lookUpMs: readonly number[];
  readonly farMs: readonly number[];
  readonly megabytesAdded: number;
}

const domain = 'example.com';
const email = `alice@${domain}`;

export async function measureDiscovery(options: {
  readonly delayMs: number;
  readonly lookUps: number;
  readonly far: number;
  readonly near: number;
}): Promise<DiscoveryFigures> {
  return {
    lookUpMs: await measureLookUps(options.lookUps),
    farMs: await measureFar(options.delayMs, options.far),
    megabytesAdded: await measureMemory(options.near),
  };
}

/** Known domains by turns: nobody is asked. */
async function measureLookUps(count: number): Promise<readonly number[]> {
  await using world = await startWorld();
  const known = providers
    .filter(({ imap, smtp }) => imap !== undefined && smtp !== undefined)
    .flatMap(({ domains }) => domains.filter((name) => !name.startsWith('*')));
  // Awaited here: the world ends with this function.
  return await repeat(count, (run) => world.discover(`alice@${known[run % known.length] ?? ''}`));
}

async function measureFar(delayMs: number, count: number): Promise<readonly number[]> {
  await using proxies = new AsyncDisposableStack();
  await using world = await startWorld({
    ...everySource(),
    dns: async (question) => {
      await wait(2 * delayMs);
      return answer(question);
    },
    reach: async (port) => proxies.use(await startDelayingProxy({ target: { host: '127.0.0.1', port }, delayMs })).port,
  });
  return await repeat(count, () => world.discover(email));
}

/** What the heap has grown by, from a fifth of the runs to all of them. */
async function measureMemory(count: number): Promise<number> {
  await using world = await startWorld({ ...everySource(), dns: answer });
  await repeat(count / 5, () => world.discover(email));
  const before = heapUsed();
  await repeat((count * 4) / 5, () => world.discover(email));
  return (heapUsed() - before) / 1_048_576;
}

/** Every source has an answer but the directory, which would end the search; the one that counts most among them decides. */
function everySource(): WorldOptions {
  const file = autoconfigFile(domain);
  return {
    web: {
      [`https://autoconfig.${domain}/mail/config-v1.1.xml`]: file,
      [`https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`]: file,
      [`https://ispdb.test/v1.1/${domain}`]: file,
      'https://ispdb.test/v1.1/hoster.example': file,
    },
    context: { greets: async () => true },
  };
}

function answer({ name, type }: DnsQuestion): DnsAnswer {
  if (type === 'MX') return [{ name, type, ttl: 60, data: { preference: 10, exchange: 'mx.hoster.example' } }];
  if (type === 'SRV') return [{ name, type, ttl: 60, data: { target: `mail.${domain}`, port: 993, priority: 0, weight: 0 } }];
  return type === 'TXT' ? [{ name, type, ttl: 60, data: ['v=spf1 include:spf.protection.outlook.com -all'] }] : [];
}

async function repeat(count: number, run: (index: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now();
    await run(index);
    times.push(performance.now() - startedAt);
  }
  return times;
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  for (let pass = 0; pass < 3; pass += 1) collectGarbage();
  return process.memoryUsage().heapUsed;
}
