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
  if (weakness !== undefined) {
    yield weakness;
    throw new StageFailure();
  }
  yield established;
  yield observation;
  if (!accepted) throw new StageFailure();
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

/** OpenSSL's words stand in `reason`; `message` has addresses of its source files and memory. */
function detailsOf(error: Error | undefined): { readonly code?: string; readonly syscall?: string; readonly reason?: string } {
  const text = (key: string): string | undefined => {
    const value: unknown = error === undefined ? undefined : Reflect.get(error, key);
    return typeof value === 'string' ? value : undefined;
  };
  const [code, syscall, reason] = [text('code'), text('syscall'), text('reason')];
  return { ...(code !== undefined && { code }), ...(syscall !== undefined && { syscall }), ...(reason !== undefined && { reason }) };
}
