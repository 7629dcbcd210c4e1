import type { TLSSocket } from 'node:tls';
import type { Observation } from '@inbox-connect/core';
import { type CertificatePolicy, judgeCertificate } from './certificate.ts';
import { StageFailure } from './stage-failure.ts';
import type { TlsOptions } from './tls-options.ts';
import { weakKeyIn, weakSignatureIn } from './weak-key.ts';

/**
 * Yields the facts of a handshake that is done (`secureConnect`, made with `options`, with implicit TLS or after STARTTLS)
 * and ends the stage when it is not acceptable: the socket is destroyed before the first fact is out.
 */
export function* acceptHandshake(socket: TLSSocket, host: string, options: TlsOptions, policy: CertificatePolicy): Generator<Observation, void> {
  const { observation, accepted } = judgeCertificate(socket, host, options, policy);
  // A person can accept who signed a certificate, and how, but not a key that others can work out.
  const weakness = weakKeyIn(socket, options) ?? (accepted ? undefined : weakSignatureIn(socket, options));
  const established: Observation = { type: 'tls-established', version: socket.getProtocol() ?? '', cipher: socket.getCipher()?.standardName ?? '' };
  if (weakness !== undefined || !accepted) socket.destroy();
  yield established;
  yield weakness ?? observation;
  if (weakness !== undefined || !accepted) throw new StageFailure();
}

/** OpenSSL's codes for a server that knows no version of TLS that we accept. */
const oldVersionCodes: readonly string[] = ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_SSL_NO_PROTOCOLS_AVAILABLE'];

/** An error that ended a handshake, or its absence when the connection simply closed, as a fact. */
export function describeHandshakeError(error: Error | undefined): Observation {
  const { code, syscall, reason } = detailsOf(error);
  // Node gives the code of a reset to an orderly end, too; only a reset comes from a system call.
  if (code === undefined || (code === 'ECONNRESET' && syscall === undefined)) return { type: 'connection-closed', awaiting: 'handshake' };
  if (syscall !== undefined && code !== 'EPROTO') return { type: 'connection-closed', code, awaiting: 'handshake' };
  const isOld = oldVersionCodes.includes(code);
  return { type: 'handshake-failed', code, message: reason ?? code, ...(isOld && { flaw: 'old-tls-version' }) };
}

/** OpenSSL's codes for two sides that have no method in common. */
const agreementCodes: readonly string[] = [
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY',
  'ERR_SSL_NO_SHARED_CIPHER',
  'ERR_SSL_DH_KEY_TOO_SMALL',
  'ERR_SSL_WRONG_SIGNATURE_TYPE',
];

/** The other side speaks TLS, in no version or by no method that we accept. */
export function foundNoAgreement(fact: Observation): boolean {
  return fact.type === 'handshake-failed' && (fact.flaw === 'old-tls-version' || agreementCodes.includes(fact.code));
}

/** OpenSSL's words stand in `reason`; `message` has addresses of its source files and memory. */
function detailsOf(error: Error | undefined): { readonly code?: string; readonly syscall?: string; readonly reason?: string } {
  const text = (key: string): string | undefined => {
    const value: unknown = error === undefined ? undefined : Reflect.get(error, key);
    return typeof value === 'string' ? value : undefined;
  };
  const [code, syscall, reason] = [text('code'), text('syscall'), text('reason')];
  return { ...(code !== undefined && { code }), ...(syscall !== undefined && { syscall }), ...(reason !== undefined && { reason }) };
}
