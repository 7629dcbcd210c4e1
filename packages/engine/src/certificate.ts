import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { CertificateDecision, CertificateDefect, CertificateFlaw, ObservationOf } from '@inbox-connect/core';
import { certificateDefectSchema } from '@inbox-connect/core';
import { asciiHost } from './ascii-host.ts';
import { describeChain, fingerprintOf } from './certificate-chain.ts';
import { judgeIssuance, lacksIssuer } from './known-issuer.ts';
import { keptCertificate, type TlsOptions } from './tls-options.ts';

/** What a person allows beyond sound certificates. */
export interface CertificatePolicy {
  readonly allowNonSecureCertificate: boolean;
  /** SHA-256 of leaf certificates, 64 hexadecimal digits in lower case. */
  readonly trustedCertificates: readonly string[];
}

/** The verdict on one handshake; unless `accepted`, not one byte may be written. */
export interface CertificateJudgement {
  readonly observation: ObservationOf<'certificate-presented'>;
  readonly accepted: boolean;
}

/** OpenSSL's verdicts on dates, as Node writes them. They displace every verdict on the chain. */
const dateCodes = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'ERROR_IN_CERT_NOT_BEFORE_FIELD', 'ERROR_IN_CERT_NOT_AFTER_FIELD'];

/**
 * Judges the certificate of a socket whose handshake is done (`secureConnect`, made with `options`): dates, chain and name
 * each for itself, so that all defects are known at once, in the order in which they decide the cause.
 */
export function judgeCertificate(socket: TLSSocket, host: string, options: TlsOptions, policy: CertificatePolicy): CertificateJudgement {
  const leaf = keptCertificate(options) ?? socket.getPeerCertificate(true);
  const defects = defectsOf(leaf, socket, host, options);
  const decision = decide(leaf, defects, policy);
  return {
    observation: {
      type: 'certificate-presented',
      host,
      chain: describeChain(leaf),
      defects,
      flaws: defects.map((defect) => flawOf(defect, leaf, socket)),
      decision,
    },
    accepted: decision !== 'refused',
  };
}

function decide(leaf: DetailedPeerCertificate, defects: readonly CertificateDefect[], policy: CertificatePolicy): CertificateDecision {
  if (defects.length === 0) return 'valid';
  // Without a certificate (no cipher of ours allows that) there is nothing that a person could have allowed.
  if (leaf.raw === undefined) return 'refused';
  if (policy.trustedCertificates.includes(fingerprintOf(leaf))) return 'trusted-fingerprint';
  return policy.allowNonSecureCertificate ? 'allowed' : 'refused';
}

function defectsOf(leaf: DetailedPeerCertificate, socket: TLSSocket, host: string, options: TlsOptions): CertificateDefect[] {
  if (leaf.raw === undefined) return ['certificate-unknown-issuer'];
  const code = chainError(socket);
  const found = new Set<CertificateDefect | undefined>([
    // The dates of an issuer are OpenSSL's to judge: it knows which of the certificates sent it used.
    (code !== undefined && dateCodes.includes(code)) || !isInForce(leaf) ? 'certificate-expired' : undefined,
    issuanceDefect(code, leaf, socket, options),
    checkServerIdentity(asciiHost(host) ?? host, leaf) === undefined ? undefined : 'certificate-name-mismatch',
  ]);
  return certificateDefectSchema.options.filter((defect) => found.has(defect));
}

/** A defect in a finer word. */
function flawOf(defect: CertificateDefect, leaf: DetailedPeerCertificate, socket: TLSSocket): CertificateFlaw {
  switch (defect) {
    case 'certificate-expired':
      return isYetToCome(leaf, socket) ? 'not-yet-valid' : 'expired';
    case 'certificate-self-signed':
      return 'self-signed';
    case 'certificate-unknown-issuer':
      return leaf.raw !== undefined && lacksIssuer(leaf, socket) ? 'missing-intermediate' : 'unknown-issuer';
    case 'certificate-name-mismatch':
      return 'name-mismatch';
  }
}

/** The leaf's own dates first: its issuers' are OpenSSL's to judge. */
function isYetToCome(leaf: DetailedPeerCertificate, socket: TLSSocket): boolean {
  return isInForce(leaf) ? chainError(socket) === 'CERT_NOT_YET_VALID' : Date.now() < Date.parse(leaf.valid_from);
}

/** The code of OpenSSL's verdict on the chain; nothing when only the name was wrong, or nothing at all. */
export function chainError(socket: TLSSocket): string | undefined {
  if (socket.authorized) return undefined;
  // A code, although the types promise an error.
  const code = String(socket.authorizationError);
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? undefined : code;
}

function issuanceDefect(code: string | undefined, leaf: DetailedPeerCertificate, socket: TLSSocket, options: TlsOptions): CertificateDefect | undefined {
  if (code === undefined) return undefined;
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return 'certificate-self-signed';
  // Whatever else OpenSSL says about a chain, no recognised authority vouches for this leaf.
  if (!dateCodes.includes(code)) return 'certificate-unknown-issuer';
  const issuance = judgeIssuance(leaf, socket, options.secureContext);
  return issuance === 'known' ? undefined : `certificate-${issuance}`;
}

function isInForce(leaf: DetailedPeerCertificate): boolean {
  const now = Date.now();
  return Date.parse(leaf.valid_from) <= now && now <= Date.parse(leaf.valid_to);
}
