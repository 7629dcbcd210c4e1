import 'reflect-metadata';
import { createHash, KeyObject, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and what is needed to serve it or to sign with it. */
export interface Issued {
  readonly name: string;
  readonly pem: string;
  /** PKCS #8 in PEM. */
  readonly key: string;
  readonly fingerprint256: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

interface Request {
  readonly name: string;
  /** DNS names of a leaf; none for an authority. */
  readonly names?: readonly string[];
  /** Days from now; from yesterday for a month when not given. */
  readonly days?: readonly [from: number, to: number];
  /** Itself when not given. */
  readonly issuer?: Issued;
  /** An RSA key of so many bits instead of P-256. */
  readonly rsaBits?: number;
  /** How it is signed; SHA-256 when not given. */
  readonly hash?: 'SHA-1' | 'SHA-256';
  /** The key of another certificate, for cross-signing. */
  readonly keys?: webcrypto.CryptoKeyPair;
  readonly extensions?: readonly Extension[];
}

/** RFC 5280 s.4.2.1.10: an authority for this domain alone. */
export function permitOnly(domain: string): Extension {
  const nested = (tag: number, content: Buffer) => Buffer.concat([Buffer.from([tag, content.length]), content]);
  return new Extension('2.5.29.30', true, nested(0x30, nested(0xa0, nested(0x30, nested(0x82, Buffer.from(domain))))));
}

/** Issues what the lab's authority does not: several defects at once, weak keys, cross-signed roots. */
export async function issueCertificate({
  name,
  names,
  days: [from, to] = [-1, 30],
  issuer,
  rsaBits,
  hash = 'SHA-256',
  keys: given,
  extensions = [],
}: Request): Promise<Issued> {
  const keys = given ?? (await createKeys(rsaBits));
  const signing = issuer?.keys ?? keys;
  const certificate = await X509CertificateGenerator.create({
    subject: [{ CN: [name] }],
    issuer: [{ CN: [issuer?.name ?? name] }],
    notBefore: inDays(from),
    notAfter: inDays(to),
    publicKey: keys.publicKey,
    signingKey: signing.privateKey,
    signingAlgorithm: signing.privateKey.algorithm.name === 'ECDSA' ? { name: 'ECDSA', hash } : { name: 'RSASSA-PKCS1-v1_5', hash },
    extensions: [
      ...extensions,
      ...(names === undefined
        ? [new BasicConstraintsExtension(true, undefined, true)]
        : [
            // As servers have it: their key is not for signing certificates.
            new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
            new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value }))),
          ]),
    ],
  });
  return { name, pem: `${certificate.toString('pem')}\n`, key: keyOf(keys), fingerprint256: fingerprintOf(certificate), keys };
}

function createKeys(rsaBits: number | undefined): Promise<webcrypto.CryptoKeyPair> {
  if (rsaBits === undefined) return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: rsaBits, publicExponent: new Uint8Array([1, 0, 1]) };
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function keyOf({ privateKey }: webcrypto.CryptoKeyPair): string {
  return KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function fingerprintOf(certificate: X509Certificate): string {
  return createHash('sha256').update(new Uint8Array(certificate.rawData)).digest('hex');
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}
