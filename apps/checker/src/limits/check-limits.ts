import { type Cause, type Challenge, type ConnectionSettings, credentialRefusals, type Report, signInName } from '@inbox-connect/core';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { clientKey } from './client-key.ts';
import { type OpenLimiter, secondsUntilNext, takePoints } from './limiter.ts';
import { createProofs, type Proofs } from './proofs.ts';

/** Why a check does not start now, and what would let it: time, or work for who does not want to wait. */
export interface LimitRefusal {
  readonly retryAfterSeconds: number;
  readonly challenge?: Challenge;
}

/** How much of us anybody may have: many checks in a short time are a scan or a guessing of passwords, not a person. */
export interface CheckLimits {
  /** Counts a check that wants to start, with the work that its client has done for it. Undefined: it may, and must be settled when it has ended. */
  admit(client: string, settings: ConnectionSettings, proof?: string): Promise<LimitRefusal | undefined>;
  /** Gives back what only a refused sign-in costs, unless the check had one. */
  settle(client: string, settings: ConnectionSettings, report: Pick<Report, 'stages' | 'problems'>): Promise<void>;
}

/** `points` can be had in `duration` seconds, those above `free` only for a proof of work each. */
const limits = {
  /** One address of IPv4, one network of 64 bits of IPv6: what one person has. */
  client: { points: 240, duration: 600, free: 120 },
  /** Refused sign-ins of one client, at whatever accounts: more than a person mistypes. */
  refused: { points: 240, duration: 1_800, free: 10 },
  /** One mail server, whoever asks. */
  host: { points: 600, duration: 600 },
  /** Refused sign-ins of one account, whoever tries: servers lock accounts after about as many. */
  account: { points: 5, duration: 1_800 },
  /** The service in all: above half of it, somebody is at work who is many. */
  service: { points: 3_000, duration: 600, free: 1_500 },
} as const;

type Limit = keyof typeof limits;
type LimitedKey = readonly [Limit, string];

export interface CheckLimitsOptions {
  /** Hosts that belong to nobody, such as those of the mail lab. */
  readonly isExempt: (host: string) => boolean;
  readonly proofs?: Proofs;
  /** Checks that a client gets without work. */
  readonly freeChecks?: number;
  /** Where a limit counts. */
  readonly open?: OpenLimiter;
}

/** Zero bits of each part of a proof: about a quarter of a million digests in all, a second or two in a browser. */
const proofBits = 14;
/** Whoever goes on and on works up to sixteen times as hard. */
const mostFurtherBits = 4;

/** Counts in this process unless told otherwise. */
export function createCheckLimits({
  isExempt,
  proofs = createProofs(),
  freeChecks = limits.client.free,
  open = (_name, options) => new RateLimiterMemory(options),
}: CheckLimitsOptions): CheckLimits {
  const limiters = {
    client: open('client', limits.client),
    refused: open('refused', limits.refused),
    host: open('host', limits.host),
    account: open('account', limits.account),
    service: open('service', limits.service),
  };

  const hostsOf = ({ imap, smtp }: ConnectionSettings) =>
    [...new Set([imap.host, smtp.host].map((host) => host.toLowerCase()))].filter((host) => !isExempt(host));

  /** Looks before anything is counted, so that nobody works for a check that cannot be had. */
  async function isUsedUp([limit, key]: LimitedKey): Promise<number | undefined> {
    const found = await limiters[limit].get(key);
    return found !== null && found.consumedPoints >= limits[limit].points ? secondsUntilNext(found) : undefined;
  }

  /** What a further check costs this client. */
  async function workFor(client: string): Promise<{ readonly bits: number; readonly retryAfterSeconds: number } | undefined> {
    let work: { readonly bits: number; readonly retryAfterSeconds: number } | undefined;
    for (const [limit, key, free] of [
      ['client', client, freeChecks],
      ['refused', client, limits.refused.free],
      ['service', 'all', limits.service.free],
    ] as const) {
      const found = await limiters[limit].get(key);
      if (found === null || found.consumedPoints < free) continue;
      const further = Math.min(mostFurtherBits, Math.floor(found.consumedPoints / free) - 1);
      work = {
        bits: Math.max(work?.bits ?? 0, proofBits + further),
        retryAfterSeconds: Math.max(work?.retryAfterSeconds ?? 0, secondsUntilNext(found)),
      };
    }
    return work;
  }

  return {
    async admit(client, settings, proof) {
      const key = clientKey(client);
      const hosts = hostsOf(settings);
      // The person's own comes first, so that nobody uses up what is everybody's.
      const wanted: readonly LimitedKey[] = [
        ['client', key],
        ...hosts.map((host) => ['host', host] as const),
        ...accountsOf(settings, hosts).map((account) => ['account', account] as const),
        ['service', 'all'],
      ];
      for (const one of wanted) {
        const retryAfterSeconds = await isUsedUp(one);
        if (retryAfterSeconds !== undefined) return { retryAfterSeconds };
      }
      const work = await workFor(key);
      if (work !== undefined && (proof === undefined || !(await proofs.accept(key, proof, work.bits)))) {
        return { retryAfterSeconds: work.retryAfterSeconds, challenge: proofs.ask(key, work.bits) };
      }
      for (const [limit, name] of wanted) {
        const retryAfterSeconds = await takePoints(limiters[limit], name);
        if (retryAfterSeconds !== undefined) return { retryAfterSeconds };
      }
      return undefined;
    },
    async settle(client, settings, report) {
      const hosts = hostsOf(settings);
      if (!hadRefusedSignIn(report)) {
        for (const account of accountsOf(settings, hosts)) await limiters.account.reward(account);
      } else if (hosts.length > 0) {
        await limiters.refused.penalty(clientKey(client));
      }
    },
  };
}

/** Credentials that were sent and did not sign in count as refused unless something else is known to be the cause: also when the check was stopped just then. */
function hadRefusedSignIn({ stages, problems }: Pick<Report, 'stages' | 'problems'>): boolean {
  return stages.some(({ service, stage, observations }) => {
    if (!observations.some(({ type }) => type === 'credentials-sent') || observations.some(({ type }) => type === 'signed-in')) return false;
    const causes = problems.filter((problem) => problem.service === service && problem.stage === stage).map(({ cause }) => cause);
    return causes.every((cause) => credentialRefusals.includes(cause) || stopped.includes(cause));
  });
}

const stopped: readonly Cause[] = ['cancelled', 'interrupted', 'unexplained'];

/** A full address names one account of the world; a bare user name means something only at its server. */
function accountsOf(settings: ConnectionSettings, hosts: readonly string[]): readonly string[] {
  const name = signInName(settings).toLowerCase();
  if (hosts.length === 0) return [];
  return name.includes('@') ? [name] : hosts.map((host) => `${name} ${host}`);
}
