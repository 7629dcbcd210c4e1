import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openPassword, publicKeyOf, sealPassword } from './seal.ts';

const binding = { checkId: 'a-check', expiresAt: 2_000 };
const { privateKey, publicKey } = generateKeyPairSync('x25519');
const recipient = publicKeyOf(publicKey);
const open = (sealed: string, changes: Partial<typeof binding> = {}, key = privateKey, now = 1_000) =>
  openPassword(sealed, key, { ...binding, ...changes }, now)?.reveal();

describe('A sealed password', () => {
  it.each(['a', 'correct horse battery', 'pässwörd 🔑', 'x'.repeat(1_024)])('is what it was to whoever has the key: %.20s', (password) => {
    expect(open(sealPassword(password, recipient, binding))).toBe(password);
  });

  it('opens with no other key, for no other check, no longer than meant and not at all after its time', () => {
    const sealed = sealPassword('secret', recipient, binding);
    expect(open(sealed, {}, generateKeyPairSync('x25519').privateKey)).toBeUndefined();
    expect(open(sealed, { checkId: 'another' })).toBeUndefined();
    expect(open(sealed, { expiresAt: 3_000 })).toBeUndefined();
    expect(open(sealed, {}, privateKey, 2_000)).toBeUndefined();
  });

  it('does not open when a bit of it was changed, or when it is cut short', () => {
    const bytes = Buffer.from(sealPassword('secret', recipient, binding), 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(open(changed.toString('base64url'))).toBeUndefined();
      expect(open(bytes.subarray(0, index).toString('base64url'))).toBeUndefined();
    }
  });

  it('looks different each time, and is as long as that of any ordinary password', () => {
    const sealed = ['a', 'a', 'x'.repeat(126)].map((password) => sealPassword(password, recipient, binding));
    expect(new Set(sealed).size).toBe(3);
    expect(new Set(sealed.map(({ length }) => length)).size).toBe(1);
  });
});
