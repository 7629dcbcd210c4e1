import { describe, expect, it } from 'vitest';
import { solveProof } from '../testing/solve-proof.ts';
import { createProofs } from './proofs.ts';

const client = '192.0.2.1';
const bits = 6;

/** The same proof with something changed in it. */
function forge(proof: string, change: (parts: { signature: string; terms: string[]; numbers: string[] }) => void): string {
  const [token = '', list = ''] = proof.split(' ');
  const parts = { terms: token.split('.').slice(0, 3), signature: token.split('.')[3] ?? '', numbers: list.split(',') };
  change(parts);
  return `${[...parts.terms, parts.signature].join('.')} ${parts.numbers.join(',')}`;
}

describe('A proof of work', () => {
  it('is accepted once', async () => {
    const proofs = createProofs();
    const challenge = proofs.ask(client, bits);
    const proof = solveProof(challenge);
    expect(challenge).toMatchObject({ bits, parts: 16 });
    expect(await proofs.accept(client, proof, bits)).toBe(true);
    expect(await proofs.accept(client, proof, bits)).toBe(false);
  });

  it('shown many times at once is accepted once', async () => {
    const proofs = createProofs();
    const proof = solveProof(proofs.ask(client, bits));
    const answers = await Promise.all(Array.from({ length: 20 }, () => proofs.accept(client, proof, bits)));
    expect(answers.filter((isAccepted) => isAccepted)).toHaveLength(1);
  });

  it('counts for the client that was asked, and for the service that asked', async () => {
    const proofs = createProofs();
    const proof = solveProof(proofs.ask(client, bits));
    expect(await proofs.accept('192.0.2.2', proof, bits)).toBe(false);
    expect(await createProofs().accept(client, proof, bits)).toBe(false);
    expect(await proofs.accept(client, proof, bits)).toBe(true);
  });

  it('counts in its time', async () => {
    let now = 1_000_000;
    const proofs = createProofs({ lifetime: 300, now: () => now });
    const [early, late] = [solveProof(proofs.ask(client, bits)), solveProof(proofs.ask(client, bits))];
    now += 299_999;
    expect(await proofs.accept(client, early, bits)).toBe(true);
    now += 1;
    expect(await proofs.accept(client, late, bits)).toBe(false);
  });

  it('is as hard as it was asked for, and as it is asked for now', async () => {
    const proofs = createProofs();
    const challenge = proofs.ask(client, 9);
    expect(await proofs.accept(client, solveProof({ ...challenge, bits: 3 }), 9)).toBe(false);
    expect(await proofs.accept(client, solveProof(challenge), 10)).toBe(false);
    expect(await proofs.accept(client, solveProof(challenge), 9)).toBe(true);
  });

  it.each<[string, Parameters<typeof forge>[1]]>([
    ['easier terms', ({ terms }) => terms.splice(1, 1, '0')],
    ['a longer time', ({ terms }) => terms.splice(2, 1, '999999999999999')],
    ['another name', ({ terms }) => terms.splice(0, 1, 'A'.repeat(22))],
    ['another signature', (parts) => Object.assign(parts, { signature: 'A'.repeat(43) })],
    ['a part less', ({ numbers }) => numbers.pop()],
    ['a part more', ({ numbers }) => numbers.push('1')],
    ['no number', ({ numbers }) => numbers.splice(0, 1, '-1')],
  ])('with %s is refused', async (_, change) => {
    const proofs = createProofs();
    const proof = solveProof(proofs.ask(client, 10));
    expect(await proofs.accept(client, forge(proof, change), 10)).toBe(false);
    expect(await proofs.accept(client, proof, 10)).toBe(true);
  });

  it.each(['', ' ', 'x', '0 0', `${'A'.repeat(22)}.0.999999999999999.${'A'.repeat(43)} 0`, '1,'.repeat(8_000)])('of %j is refused', async (proof) => {
    expect(await createProofs().accept(client, proof, 0)).toBe(false);
  });

  it('is not accepted while nobody can remember it', async () => {
    const gone = () => Promise.reject(new Error('The store is gone'));
    const proofs = createProofs({ solved: { consume: gone, get: gone, penalty: gone, reward: gone } });
    await expect(proofs.accept(client, solveProof(proofs.ask(client, bits)), bits)).rejects.toThrow('The store is gone');
  });
});
