import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

/** What we need of the library, whatever store it counts in. */
export type Limiter = Pick<RateLimiterAbstract, 'consume' | 'get' | 'penalty' | 'reward'>;

/** Opens what counts under a name of its own. */
export type OpenLimiter = (name: string, options: { readonly points: number; readonly duration: number }) => Limiter;

/** Takes points; answers the seconds to wait when they are used up. Rejects when the store fails: then nobody gets anything. */
export async function takePoints(limiter: Limiter, key: string, points = 1): Promise<number | undefined> {
  try {
    await limiter.consume(key, points);
    return undefined;
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return secondsUntilNext(reason);
    throw reason;
  }
}

export function secondsUntilNext({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1_000));
}
