import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, SecureContext, TLSSocket } from 'node:tls';
import { rootsOf } from './trust.ts';

/** What the issuers of a leaf say, dates aside. */
export type Issuance = 'known' | 'self-signed' | 'unknown-issuer';

const longestPath = 10;

/**
 * Whether a chain ends at a root that we trust, its dates left aside. OpenSSL keeps one error only, and one about a date
 * displaces all that it found while it built the chain; so the path is walked once more, signature by signature.
 */
export function judgeIssuance(leaf: DetailedPeerCertificate, socket: TLSSocket, context: SecureContext): Issuance {
  const certificate = new X509Certificate(leaf.raw);
  const sent = sentBy(socket);
  const roots = [...rootsOf(context), ...addedFromStore(leaf, sent)];
  if (isSame(roots, certificate) || reachesRoot(certificate, sent, roots, longestPath)) return 'known';
  // Not `isSignedBy`: the key of a self-signed server need not be one for signing certificates.
  return certificate.verify(certificate.publicKey) ? 'self-signed' : 'unknown-issuer';
}

/**
 * Whether a server has left out the certificate that links its own to an authority: it sent nobody who could have signed it,
 * and it says where that one is to be had (RFC 5280 s.4.2.2.1), as recognised authorities write into all of theirs. A private
 * root that signs by itself mostly does not.
 */
export function lacksIssuer(leaf: DetailedPeerCertificate, socket: TLSSocket): boolean {
  const certificate = new X509Certificate(leaf.raw);
  const isSent = sentBy(socket).some((candidate) => candidate.fingerprint256 !== certificate.fingerprint256 && certificate.checkIssued(candidate));
  return !isSent && !certificate.checkIssued(certificate) && /^CA Issuers - URI:https?:/m.test(certificate.infoAccess ?? '');
}

function reachesRoot(certificate: X509Certificate, sent: readonly X509Certificate[], roots: readonly X509Certificate[], steps: number): boolean {
  if (roots.some((root) => isSignedBy(certificate, root))) return true;
  if (steps === 0) return false;
  const others = sent.filter((candidate) => candidate.fingerprint256 !== certificate.fingerprint256);
  return others.some((candidate) => candidate.ca && isSignedBy(certificate, candidate) && reachesRoot(candidate, others, roots, steps - 1));
}

/** RFC 5280 s.6.1: the names agree (`checkIssued`, cheap, first) and the signature is that of the issuer's key. */
function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** The certificates exactly as the server sent them, in its order. */
function sentBy(socket: TLSSocket): readonly X509Certificate[] {
  const sent: X509Certificate[] = [];
  for (let current = socket.getPeerX509Certificate(); current !== undefined && sent.length <= longestPath; current = current.issuerCertificate) {
    sent.push(current);
  }
  return sent;
}

/** Node ends a chain with the issuer that it finds among the context's roots: what stands there and was not sent is a root of ours. */
function addedFromStore(leaf: DetailedPeerCertificate, sent: readonly X509Certificate[]): readonly X509Certificate[] {
  let last = leaf;
  for (let steps = 0; steps < longestPath && last.issuerCertificate !== undefined && last.issuerCertificate !== last; steps += 1) last = last.issuerCertificate;
  const top = new X509Certificate(last.raw);
  return isSame(sent, top) ? [] : [top];
}

function isSame(certificates: readonly X509Certificate[], wanted: X509Certificate): boolean {
  return certificates.some(({ fingerprint256 }) => fingerprint256 === wanted.fingerprint256);
}
