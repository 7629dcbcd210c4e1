import { hash } from 'node:crypto';
import type { Challenge } from '@inbox-connect/core';

/** A solver of the tests' own, as somebody writes it who has read no more than the description. */
export function solveProof({ token, bits, parts }: Challenge): string {
  const numbers = Array.from({ length: parts }, (_, part) => {
    for (let number = 0; ; number += 1) {
      const digest = BigInt(`0x${hash('sha256', `${token}:${part}:${number}`)}`);
      if (digest >> BigInt(256 - bits) === 0n) return number;
    }
  });
  return `${token} ${numbers.join(',')}`;
}
