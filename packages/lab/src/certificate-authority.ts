import 'reflect-metadata';
import { createHash, KeyObject, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  GeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** What can be wrong with a certificate on purpose. A wrong name needs no defect: issue it for another name. */
export type IssuedDefect = 'expired' | 'not-yet-valid' | 'self-signed' | 'unknown-issuer' | 'missing-intermediate' | 'weak-key';

export interface CertificateRequest {
  /** DNS names (wildcards too) and IP addresses; the first one is also the subject's common name. */
  readonly names: readonly string[];
  readonly defect?: IssuedDefect;
}

/** What a server is started with. */
export interface IssuedCertificate {
  /** The chain in PEM as a server sends it: the leaf first, without the root. */
  readonly certificate: string;
  /** The leaf's private key, PKCS #8 in PEM. */
  readonly key: string;
  /** SHA-256 of the leaf's DER, 64 hexadecimal digits in lower case. */
  readonly fingerprint256: string;
}

/** An authority that lives as long as the process: nobody trusts it who was not given its root. */
export interface CertificateAuthority {
  readonly rootPem: string;
  issue(request: CertificateRequest): Promise<IssuedCertificate>;
}

/** Makes an authority (root and intermediate), and beside it a stranger that signs for the defect `unknown-issuer`. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const [trusted, stranger] = await Promise.all([createHierarchy('Mail Lab'), createHierarchy('Unknown Authority')]);
  return {
    rootPem: toPem([trusted.root.certificate]),
    issue: ({ names, defect }) => issue(names, defect, defect === 'unknown-issuer' ? stranger.intermediate : trusted.intermediate),
  };
}

interface Holder {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly certificate: X509Certificate;
}

type Issuer = Pick<Holder, 'name' | 'keys'>;

async function createHierarchy(organisation: string): Promise<{ readonly root: Holder; readonly intermediate: Holder }> {
  const root = await createAuthority(`${organisation} Root`, undefined);
  return { root, intermediate: await createAuthority(`${organisation} Intermediate`, root) };
}

async function createAuthority(name: string, issuer: Issuer | undefined): Promise<Holder> {
  const keys = await createKeys(usualAlgorithm);
  const certificate = await sign({ name, keys }, issuer ?? { name, keys }, inDays(-2), inDays(365), [
    // Below the root stands one intermediate, below that none (RFC 5280 s.4.2.1.9).
    new BasicConstraintsExtension(true, issuer === undefined ? 1 : 0, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ]);
  return { name, keys, certificate };
}

async function issue(names: readonly string[], defect: IssuedDefect | undefined, intermediate: Holder): Promise<IssuedCertificate> {
  const subject = { name: names[0] ?? 'mail server', keys: await createKeys(defect === 'weak-key' ? weakAlgorithm : usualAlgorithm) };
  const [from, to] = validityOf(defect);
  const issuer = defect === 'self-signed' ? subject : intermediate;
  const leaf = await sign(subject, issuer, from, to, [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    // As recognised authorities have it (RFC 5280 s.4.2.2.1). The name is nobody's, and nobody fetches from it.
    new AuthorityInfoAccessExtension({ caIssuers: [new GeneralName('url', `http://ca.example/${encodeURIComponent(issuer.name)}.cer`)] }),
    new SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }))),
  ]);
  const alone = defect === 'self-signed' || defect === 'missing-intermediate';
  return {
    certificate: toPem(alone ? [leaf] : [leaf, intermediate.certificate]),
    key: KeyObject.from(subject.keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint256: createHash('sha256').update(new Uint8Array(leaf.rawData)).digest('hex'),
  };
}

/** Starts a day back, since clocks differ, and lasts 90 days. */
function validityOf(defect: IssuedDefect | undefined): readonly [Date, Date] {
  if (defect === 'expired') return [inDays(-91), inDays(-1)];
  if (defect === 'not-yet-valid') return [inDays(1), inDays(91)];
  return [inDays(-1), inDays(89)];
}

/** The serial number is random (the library's default, RFC 5280 s.4.1.2.2). */
async function sign(subject: Issuer, issuer: Issuer, notBefore: Date, notAfter: Date, extensions: readonly Extension[]): Promise<X509Certificate> {
  return X509CertificateGenerator.create({
    subject: [{ CN: [subject.name] }],
    issuer: [{ CN: [issuer.name] }],
    notBefore,
    notAfter,
    publicKey: subject.keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      ...extensions,
      await SubjectKeyIdentifierExtension.create(subject.keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  });
}

/** P-256: a signature costs a fraction of what RSA's does. */
const usualAlgorithm: webcrypto.EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
/** RSA of 1024 bits: below the 112 bits of security that OpenSSL asks for (NIST SP 800-57). */
const weakAlgorithm: webcrypto.RsaHashedKeyGenParams = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 1024,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};

function createKeys(algorithm: webcrypto.EcKeyGenParams | webcrypto.RsaHashedKeyGenParams): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function toPem(certificates: readonly X509Certificate[]): string {
  return certificates.map((certificate) => `${certificate.toString('pem').trim()}\n`).join('');
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}
