import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CheckRequest } from '@inbox-connect/core';

interface KnownKey {
  readonly digest: Buffer;
  readonly id: string;
}

/** Remembers which check an `Idempotency-Key` started. A body holds a password, so only a digest is kept, keyed with a secret of this process. */
export class IdempotencyKeys {
  readonly #secret = randomBytes(32);
  readonly #keys = new Map<string, KnownKey>();
  readonly #keyOf = new Map<string, string>();

  /** The check that this key started with this body; `mismatch` when the body was another one. */
  find(key: string, request: CheckRequest): { readonly id: string } | 'mismatch' | undefined {
    const known = this.#keys.get(key);
    if (known === undefined) return undefined;
    return timingSafeEqual(known.digest, this.#digest(request)) ? { id: known.id } : 'mismatch';
  }

  remember(key: string, request: CheckRequest, id: string): void {
    this.#keys.set(key, { digest: this.#digest(request), id });
    this.#keyOf.set(id, key);
  }

  forget(id: string): void {
    const key = this.#keyOf.get(id);
    this.#keyOf.delete(id);
    if (key !== undefined) this.#keys.delete(key);
  }

  /** The schema writes its fields in one order, so the same settings give the same text. */
  #digest(request: CheckRequest): Buffer {
    return createHmac('sha256', this.#secret).update(JSON.stringify(request)).digest();
  }
}
