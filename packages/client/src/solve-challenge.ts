import type { Challenge } from '@inbox-connect/core';
import { sha256 } from '@noble/hashes/sha2.js';

/** So many of the parts of a proof of work are done. */
export interface ProofProgress {
  readonly done: number;
  readonly parts: number;
}

/** Milliseconds of work before others get their turn: a page draws and listens in between. */
const sliceMs = 12;

/**
 * Does the work that a service asks for, and returns what the header `Proof-Of-Work` has to say; yields after each part. It
 * works where it is called, in slices: `crypto.subtle` is not there on a page without TLS, and a worker is a script by
 * address, which our Trusted Types forbid. Throws the signal's reason.
 */
export async function* solveChallenge({ token, bits, parts }: Challenge, signal?: AbortSignal): AsyncGenerator<ProofProgress, string> {
  const numbers: number[] = [];
  while (numbers.length < parts) {
    numbers.push(await solvePart(`${token}:${numbers.length}:`, bits, signal));
    yield { done: numbers.length, parts };
  }
  return `${token} ${numbers.join(',')}`;
}

async function solvePart(prefix: string, bits: number, signal: AbortSignal | undefined): Promise<number> {
  const encoder = new TextEncoder();
  const text = new Uint8Array(prefix.length + 16);
  encoder.encodeInto(prefix, text);
  const digits = text.subarray(prefix.length);
  for (let number = 0; ; ) {
    await nextTask();
    signal?.throwIfAborted();
    const until = performance.now() + sliceMs;
    while (performance.now() < until) {
      // The clock costs as much as some of the work.
      for (const stop = number + 64; number < stop; number += 1) {
        const { written } = encoder.encodeInto(String(number), digits);
        if (beginsWithZeros(sha256(text.subarray(0, prefix.length + written)), bits)) return number;
      }
    }
  }
}

function beginsWithZeros(digest: Uint8Array, bits: number): boolean {
  let left = bits;
  for (const byte of digest) {
    if (left <= 8) return byte >> (8 - left) === 0;
    if (byte !== 0) return false;
    left -= 8;
  }
  return false;
}

/** A turn for everybody else. A timer would be slowed down as soon as nobody looks at the page. */
function nextTask(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(null);
  return promise;
}
