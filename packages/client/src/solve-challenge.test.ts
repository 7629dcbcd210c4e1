import { describe, expect, it } from 'vitest';
import { solveChallenge } from './solve-challenge.ts';

const challenge = { token: 'abc.8.1.def', bits: 8, parts: 4, expiresAt: '' };

async function digestOf(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/** Reads to the end; answers what was returned and how much was yielded. */
async function solve(signal?: AbortSignal) {
  const steps = solveChallenge(challenge, signal);
  const told: number[] = [];
  for (let step = await steps.next(); ; step = await steps.next()) {
    if (step.done === true) return { proof: step.value, told };
    told.push(step.value.done);
  }
}

describe('the work that a service asks for', () => {
  it('is done part by part, and says how far it is', async () => {
    const { proof, told } = await solve();
    expect(told).toEqual([1, 2, 3, 4]);
    const [token, numbers = ''] = proof.split(' ');
    expect(token).toBe(challenge.token);
    expect(numbers.split(',')).toHaveLength(4);
    for (const [part, number] of numbers.split(',').entries()) expect((await digestOf(`${token}:${part}:${number}`))[0]).toBe(0);
  });

  it.each([1, 3, 8, 11])('has exactly as many zero bits as were asked for: %i', async (bits) => {
    const steps = solveChallenge({ ...challenge, bits, parts: 1 });
    let step = await steps.next();
    while (step.done !== true) step = await steps.next();
    const number = Number(step.value.split(' ')[1]);
    for (let smaller = 0; smaller <= number; smaller += 1) {
      const [first = 0, second = 0] = await digestOf(`${challenge.token}:0:${smaller}`);
      expect(first * 256 + second < 2 ** (16 - bits)).toBe(smaller === number);
    }
  });

  it('stops when nobody waits for it any more', async () => {
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await expect(solve(abort.signal)).rejects.toThrow('enough');
  });
});
