import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sealPassword } from './seal.ts';
import { createWorkerKeys } from './worker-keys.ts';

const pem = () => generateKeyPairSync('x25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

describe('The keys of a worker', () => {
  it('open what was sealed for the old one and for the new one while they change', () => {
    const [before, after] = [pem(), pem()];
    const binding = { checkId: 'a', expiresAt: Date.now() + 60_000 };
    const changing = createWorkerKeys(after + before);
    expect(changing.publicKey).toBe(createWorkerKeys(after).publicKey);
    for (const [index, file] of [after, before].entries()) {
      const sealed = Array.from({ length: 2 }, (_, box) => (box === index ? sealPassword('secret', createWorkerKeys(file).publicKey, binding) : ''));
      expect(changing.open(sealed, binding)?.reveal()).toBe('secret');
    }
  });

  it('are one of its own without a file, and shared with one', () => {
    const file = pem();
    expect(createWorkerKeys(undefined).publicKey).not.toBe(createWorkerKeys(undefined).publicKey);
    expect(createWorkerKeys(undefined).isShared).toBe(false);
    expect(createWorkerKeys(file)).toMatchObject({ publicKey: createWorkerKeys(file).publicKey, isShared: true });
  });

  it('are refused when the file has none, or one of another kind', () => {
    expect(() => createWorkerKeys('nothing')).toThrow('no private key');
    expect(() => createWorkerKeys(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toThrow('X25519');
  });
});
