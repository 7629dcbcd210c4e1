import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { type CheckLimits, type CheckLimitsOptions, createCheckLimits } from '../limits/check-limits.ts';
import type { OpenLimiter } from '../limits/limiter.ts';
import { createProofs } from '../limits/proofs.ts';

const lifetime = 300;

/** Limits that all machines count together. While Redis is away nobody gets anything. */
export async function createSharedLimits(redis: Redis, options: Omit<CheckLimitsOptions, 'proofs' | 'open'>): Promise<CheckLimits> {
  const open: OpenLimiter = (name, { points, duration }) => new RateLimiterRedis({ storeClient: redis, keyPrefix: `inbox:limit:${name}`, points, duration });
  await redis.set('inbox:proof-secret', randomBytes(32).toString('base64'), 'NX');
  const secret = Buffer.from((await redis.get('inbox:proof-secret')) ?? '', 'base64');
  const proofs = createProofs({ secret, lifetime, solved: open('proof', { points: 1, duration: lifetime }) });
  return createCheckLimits({ ...options, proofs, open });
}
