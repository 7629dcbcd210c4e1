import { createHash, randomBytes } from 'node:crypto';

/** 160 random bits as 27 characters that may stand in an address. */
export function createShareKey(): string {
  return randomBytes(20).toString('base64url');
}

/** What is stored in place of a key. The key is random, so that no salt and no slow digest is needed. */
export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
