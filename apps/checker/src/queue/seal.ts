import { createCipheriv, createDecipheriv, createPublicKey, diffieHellman, generateKeyPairSync, hash, hkdfSync, type KeyObject } from 'node:crypto';
import { Secret } from '@inbox-connect/core';

/** What a sealed password belongs to: for another check or after its time it does not open. */
export interface SealBinding {
  readonly checkId: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The raw 32 bytes of an X25519 public key in base64url. */
export type PublicKey = string;

/** Seals a password so that only the owner of the private key can read it, not even whoever sealed it: X25519 with a key pair of its own, HKDF, AES-256-GCM. */
export function sealPassword(password: string, recipient: PublicKey, binding: SealBinding): string {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const once = publicKeyOf(publicKey);
  const shared = diffieHellman({ privateKey, publicKey: importPublicKey(recipient) });
  const { key, nonce, data } = deriveKey(shared, once, recipient, binding);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(data);
  const sealed = Buffer.concat([Buffer.from(once, 'base64url'), cipher.update(pad(password)), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64url');
}

/** Opens what was sealed; undefined when it was sealed for another key or another check, when it was changed, and after its time. */
export function openPassword(sealed: string, privateKey: KeyObject, binding: SealBinding, now: number): Secret | undefined {
  if (now >= binding.expiresAt) return undefined;
  try {
    const bytes = Buffer.from(sealed, 'base64url');
    const once = bytes.subarray(0, 32).toString('base64url');
    const shared = diffieHellman({ privateKey, publicKey: importPublicKey(once) });
    const { key, nonce, data } = deriveKey(shared, once, publicKeyOf(privateKey), binding);
    const cipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(data).setAuthTag(bytes.subarray(-16));
    return new Secret(unpad(Buffer.concat([cipher.update(bytes.subarray(32, -16)), cipher.final()])));
  } catch {
    return undefined;
  }
}

/** The public half of a private or public X25519 key. */
export function publicKeyOf(key: KeyObject): PublicKey {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('not an X25519 key');
  return x;
}

/** A short name for a public key. */
export function keyIdOf(publicKey: PublicKey): string {
  return hash('sha256', publicKey, 'base64url').slice(0, 12);
}

function importPublicKey(x: PublicKey): KeyObject {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'X25519', x } });
}

/** The key pair is used once, so key and nonce can come from the same derivation (RFC 5869). */
function deriveKey(shared: Buffer, once: PublicKey, recipient: PublicKey, { checkId, expiresAt }: SealBinding) {
  const derived = Buffer.from(hkdfSync('sha256', shared, `${once}.${recipient}`, 'inbox-connect password 1', 44));
  return { key: derived.subarray(0, 32), nonce: derived.subarray(32), data: Buffer.from(JSON.stringify([checkId, keyIdOf(recipient), expiresAt])) };
}

/** Rounded up, so that its size does not tell how long a password is. */
function pad(password: string): Buffer {
  const text = Buffer.from(password);
  const padded = Buffer.alloc(Math.ceil((text.length + 2) / 128) * 128);
  padded.writeUInt16BE(text.length);
  text.copy(padded, 2);
  return padded;
}

function unpad(padded: Buffer): string {
  return padded.subarray(2, 2 + padded.readUInt16BE()).toString();
}
