import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { keyIdOf, openPassword, type PublicKey, publicKeyOf, type SealBinding } from './seal.ts';

/** The private keys of a worker. */
export interface WorkerKeys {
  /** What passwords are to be sealed for. */
  readonly publicKey: PublicKey;
  /** Whether other workers have the key too, and it outlives this one. */
  readonly isShared: boolean;
  /** Ids of all keys that can open something. */
  readonly ids: readonly string[];
  /** Opens what was sealed for one of the keys, in the order of `ids`. */
  open(sealed: readonly string[], binding: SealBinding): ReturnType<typeof openPassword>;
}

/** The keys of a PEM file, the first for what comes and all of them for what is there already; without a file a key of this process alone. Throws when a key is not X25519. */
export function createWorkerKeys(pem: string | undefined): WorkerKeys {
  const blocks = pem?.match(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g);
  const keys: readonly KeyObject[] = pem === undefined ? [generateKeyPairSync('x25519').privateKey] : (blocks ?? []).map((block) => createPrivateKey(block));
  const [first] = keys;
  if (first === undefined) throw new TypeError('the file has no private key in it');
  if (keys.some(({ asymmetricKeyType }) => asymmetricKeyType !== 'x25519')) throw new TypeError('a key in the file is none of X25519');
  return {
    publicKey: publicKeyOf(first),
    isShared: pem !== undefined,
    ids: keys.map((key) => keyIdOf(publicKeyOf(key))),
    open: (sealed, binding) => {
      for (const [index, key] of keys.entries()) {
        const opened = openPassword(sealed[index] ?? '', key, binding, Date.now());
        if (opened !== undefined) return opened;
      }
      return undefined;
    },
  };
}
