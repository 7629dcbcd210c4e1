import { type Cause, type ConnectionSettings, credentialRefusals, type Report, signInName } from '@inbox-connect/core';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { clientKey } from './client-key.ts';

/** How much of us anybody may have: many checks in a short time are a scan or a guessing of passwords, not a person. */
export interface CheckLimits {
  /** Counts a check that wants to start. Answers the seconds to wait when a limit is reached; else the check must be settled when it has ended. */
  admit(client: string, settings: ConnectionSettings): Promise<number | undefined>;
  /** Gives back what only a refused sign-in costs, unless the check had one. */
  settle(settings: ConnectionSettings, report: Pick<Report, 'stages' | 'problems'>): Promise<void>;
}

/** Points and the seconds in which they come back. */
const limits = {
  /** One address of IPv4, one network of 64 bits of IPv6: what one person has. */
  client: { points: 120, duration: 600 },
  /** One mail server, whoever asks. */
  host: { points: 600, duration: 600 },
  /** Refused sign-ins of one account, whoever tries: servers lock accounts after about as many. */
  account: { points: 5, duration: 1_800 },
  /** The service in all. */
  service: { points: 3_000, duration: 600 },
} as const;

type Limit = keyof typeof limits;

/** Counts in this process. `isExempt` names hosts that belong to nobody, such as those of the mail lab. */
export function createCheckLimits({ isExempt }: { readonly isExempt: (host: string) => boolean }): CheckLimits {
  const limiters = {
    client: new RateLimiterMemory(limits.client),
    host: new RateLimiterMemory(limits.host),
    account: new RateLimiterMemory(limits.account),
    service: new RateLimiterMemory(limits.service),
  };

  /** Takes from one limit after the other; the first that is used up ends it. The person's own comes first, so that nobody uses up what is everybody's. */
  async function take(wanted: readonly (readonly [Limit, string])[]): Promise<number | undefined> {
    for (const [limit, key] of wanted) {
      const refusal = await limiters[limit].consume(key).catch((reason: unknown) => {
        if (reason instanceof RateLimiterRes) return reason;
        throw reason;
      });
      if (refusal.consumedPoints > limits[limit].points) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    }
    return undefined;
  }

  const hostsOf = ({ imap, smtp }: ConnectionSettings) =>
    [...new Set([imap.host, smtp.host].map((host) => host.toLowerCase()))].filter((host) => !isExempt(host));

  return {
    admit: (client, settings) => {
      const hosts = hostsOf(settings);
      return take([
        ['client', clientKey(client)],
        ...hosts.map((host) => ['host', host] as const),
        ...accountsOf(settings, hosts).map((account) => ['account', account] as const),
        ['service', 'all'],
      ]);
    },
    settle: async (settings, report) => {
      if (hadRefusedSignIn(report)) return;
      for (const account of accountsOf(settings, hostsOf(settings))) await limiters.account.reward(account);
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
