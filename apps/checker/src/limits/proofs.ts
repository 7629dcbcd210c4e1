import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Challenge } from '@inbox-connect/core';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Limiter, takePoints } from './limiter.ts';

/** Proofs of work: what makes guessing dear for a machine costs a person some seconds of waiting. Nothing is kept of a challenge until it is solved. */
export interface Proofs {
  /** Asks this client for work of so many bits a part. */
  ask(client: string, bits: number): Challenge;
  /** Whether this is the work that this client was asked for, at least so hard, in time and for the first time. */
  accept(client: string, proof: string, bits: number): Promise<boolean>;
}

interface ProofOptions {
  /** Signs the challenges; whoever has it too takes the proofs. */
  readonly secret?: Buffer;
  /** How many parts the work has: the more, the less one is luckier than another. */
  readonly parts?: number;
  /** Seconds in which a challenge must be solved. */
  readonly lifetime?: number;
  readonly now?: () => number;
  /** Remembers the challenges that were solved. */
  readonly solved?: Limiter;
}

/** Challenges of one process, unless it shares its secret and what was solved: they are signed with it and end with it. */
export function createProofs({ secret = randomBytes(32), parts = 16, lifetime = 300, now = Date.now, solved }: ProofOptions = {}): Proofs {
  const once = solved ?? new RateLimiterMemory({ points: 1, duration: lifetime });
  const signatureOf = (client: string, terms: string) => createHmac('sha256', secret).update(`${terms} ${client}`).digest();

  return {
    ask(client, bits) {
      const expiresAt = now() + lifetime * 1_000;
      const terms = `${randomBytes(16).toString('base64url')}.${bits}.${expiresAt}`;
      const token = `${terms}.${signatureOf(client, terms).toString('base64url')}`;
      return { token, bits, parts, expiresAt: new Date(expiresAt).toISOString() };
    },
    async accept(client, proof, bits) {
      const [, token = '', terms = '', wanted = '0', expiresAt = '0', signature = '', numbers = ''] = proofForm.exec(proof) ?? [];
      if (!isEqual(Buffer.from(signature, 'base64url'), signatureOf(client, terms))) return false;
      if (now() >= Number(expiresAt) || Number(wanted) < bits) return false;
      const answers = numbers.split(',');
      const isSolved = answers.length === parts && answers.every((number, part) => leadingZeroBits(`${token}:${part}:${number}`) >= Number(wanted));
      return isSolved && (await takePoints(once, terms)) === undefined;
    },
  };
}

const proofForm = /^(([\w-]{22}\.(\d{1,2})\.(\d{1,15}))\.([\w-]{43})) (\d{1,15}(?:,\d{1,15}){0,63})$/;

function isEqual(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

function leadingZeroBits(text: string): number {
  const bytes = hash('sha256', text, 'buffer');
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return zeros * 8 + Math.clz32(bytes[zeros] ?? 0) - 24;
}
