import type { Discovery } from '@inbox-connect/core';
import { asciiDomain, type DomainDiscovery, describeDiscovery, discoverDomain } from '@inbox-connect/discovery';
import type { DiscoveryWorld } from './discovery-world.ts';

/** Finds the servers of addresses, each domain once in ten minutes. */
export interface Discoveries {
  /** `busy` when too many are going on. */
  discover(email: string): Promise<Discovery | 'busy'>;
  /** Ends those that are going on. */
  close(): Promise<void>;
}

interface DiscoveriesOptions {
  readonly world: DiscoveryWorld;
  /** Milliseconds that an answer is kept. */
  readonly keepMs?: number;
  /** Domains that are kept; the oldest go first. */
  readonly keepDomains?: number;
  /** Domains that are asked about at the same time. */
  readonly concurrency?: number;
}

/** Who asks about a domain that somebody asked about shortly before gets the same answer, and who asks meanwhile waits for it. */
export function createDiscoveries({ world, keepMs = 600_000, keepDomains = 1_000, concurrency = 50 }: DiscoveriesOptions): Discoveries {
  const stop = new AbortController();
  const running = new Map<string, Promise<DomainDiscovery>>();
  const kept = new Map<string, { readonly answers: DomainDiscovery; readonly until: number }>();

  async function find(domain: string): Promise<DomainDiscovery> {
    const steps = discoverDomain(domain, { ...world, signal: stop.signal });
    let step = await steps.next();
    while (step.done !== true) step = await steps.next();
    return step.value;
  }

  function keep(domain: string, answers: DomainDiscovery): void {
    if (!isLasting(answers)) return;
    kept.delete(domain);
    kept.set(domain, { answers, until: Date.now() + keepMs });
    for (const oldest of kept.keys()) {
      if (kept.size <= keepDomains) break;
      kept.delete(oldest);
    }
  }

  async function answersAbout(domain: string): Promise<DomainDiscovery | 'busy'> {
    const known = kept.get(domain);
    // What the operator sets counts at once.
    if (known !== undefined && known.until > Date.now() && world.presetOf(domain) === undefined) return known.answers;
    const meanwhile = running.get(domain);
    if (meanwhile !== undefined) return meanwhile;
    if (running.size >= concurrency) return 'busy';
    const finding = find(domain).finally(() => running.delete(domain));
    running.set(domain, finding);
    const answers = await finding;
    keep(domain, answers);
    return answers;
  }

  return {
    async discover(email) {
      const domain = asciiDomain(email);
      if (domain === undefined) return { candidates: [], tried: [] };
      const answers = await answersAbout(domain);
      return answers === 'busy' ? answers : describeDiscovery(email, answers);
    },
    async close() {
      stop.abort();
      await Promise.allSettled(running.values());
    },
  };
}

/** What asked nobody is as quickly found again, and where somebody gave no answer the next try may get one. */
function isLasting(answers: DomainDiscovery): boolean {
  const outcomes = answers.map(({ source, outcome, suggestion }) => ({
    isLocal: source === 'preset' || source === 'directory',
    outcome,
    isFound: suggestion !== undefined,
  }));
  if (outcomes.some(({ isLocal, isFound }) => isLocal && isFound)) return false;
  return outcomes.some(({ isFound }) => isFound) || !outcomes.some(({ outcome }) => outcome === 'timeout' || outcome === 'unreachable');
}
