import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { chainError } from './certificate.ts';
import { keptCertificate, type TlsOptions } from './tls-options.ts';

/**
 * OpenSSL's code for a key below its security level 2 (112 bits, NIST SP 800-57), which it would have ended the handshake
 * with, had we not asked it to go on with any certificate. Node has no name for that verdict.
 */
export function weakKeyCode(socket: TLSSocket, options: TlsOptions): string | undefined {
  const leaf = keptCertificate(options) ?? socket.getPeerCertificate(true);
  if (leaf.raw === undefined) return undefined;
  if (isWeak(leaf)) return 'ERR_SSL_EE_KEY_TOO_SMALL';
  if (chainError(socket) !== 'UNSPECIFIED') return undefined;
  return hasWeakIssuer(leaf) ? 'ERR_SSL_CA_KEY_TOO_SMALL' : undefined;
}

function hasWeakIssuer(leaf: DetailedPeerCertificate): boolean {
  let current = leaf;
  for (let steps = 0; steps < 10 && current.issuerCertificate !== undefined && current.issuerCertificate !== current; steps += 1) {
    current = current.issuerCertificate;
    if (isWeak(current)) return true;
  }
  return false;
}

/** Only RSA keys have a modulus; curves need half their length in bits. */
function isWeak({ bits, modulus }: DetailedPeerCertificate): boolean {
  return bits !== undefined && bits < (modulus === undefined ? 224 : 2048);
}
