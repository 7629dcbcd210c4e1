import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { ObservationOf } from '@inbox-connect/core';
import { chainError } from './certificate.ts';
import { keptCertificate, type TlsOptions } from './tls-options.ts';

/**
 * A key below OpenSSL's security level 2 (112 bits, NIST SP 800-57), with the code that would have ended the handshake, had we
 * not asked it to go on with any certificate. Node has no name for that verdict.
 */
export function weakKeyIn(socket: TLSSocket, options: TlsOptions): ObservationOf<'handshake-failed'> | undefined {
  const leaf = keptCertificate(options) ?? socket.getPeerCertificate(true);
  if (leaf.raw === undefined) return undefined;
  if (isWeak(leaf)) return weakKey('ERR_SSL_EE_KEY_TOO_SMALL', leaf);
  const issuer = chainError(socket) === 'UNSPECIFIED' ? issuersOf(leaf).find(isWeak) : undefined;
  return issuer && weakKey('ERR_SSL_CA_KEY_TOO_SMALL', issuer);
}

/** A signature with a hash that can be forged (SHA-1, MD5), by which OpenSSL does not let a chain be vouched for. */
export function weakSignatureIn(socket: TLSSocket, options: TlsOptions): ObservationOf<'handshake-failed'> | undefined {
  const leaf = keptCertificate(options) ?? socket.getPeerCertificate(true);
  if (leaf.raw === undefined || chainError(socket) !== 'UNSPECIFIED') return undefined;
  // The signature of a root says nothing: it is known, or it is not.
  const signed = [leaf, ...issuersOf(leaf)].filter(({ issuerCertificate }, index, chain) => index === 0 || issuerCertificate !== chain[index]);
  const algorithm = signed
    .map(({ raw }) => new X509Certificate(raw).signatureAlgorithm)
    .find((name) => name !== undefined && /sha-?1(?!\d)|md[245]/i.test(name));
  return algorithm === undefined ? undefined : { type: 'handshake-failed', code: 'ERR_SSL_CA_MD_TOO_WEAK', message: algorithm, flaw: 'weak-signature' };
}

function weakKey(code: string, certificate: DetailedPeerCertificate): ObservationOf<'handshake-failed'> {
  const { bits } = certificate;
  const length = bits === undefined ? {} : { keyBits: bits, leastKeyBits: leastBits(certificate) };
  return { type: 'handshake-failed', code, message: 'key too small', flaw: 'weak-key', ...length };
}

function issuersOf(leaf: DetailedPeerCertificate): readonly DetailedPeerCertificate[] {
  const issuers: DetailedPeerCertificate[] = [];
  for (let current = leaf; issuers.length < 10 && current.issuerCertificate !== undefined && current.issuerCertificate !== current; ) {
    current = current.issuerCertificate;
    issuers.push(current);
  }
  return issuers;
}

function isWeak(certificate: DetailedPeerCertificate): boolean {
  return certificate.bits !== undefined && certificate.bits < leastBits(certificate);
}

/** Only RSA keys have a modulus; curves need half their length in bits. */
function leastBits({ modulus }: DetailedPeerCertificate): number {
  return modulus === undefined ? 224 : 2048;
}
