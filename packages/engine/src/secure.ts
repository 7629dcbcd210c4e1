import type { Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import type { Observation } from '@inbox-connect/core';
import type { CertificatePolicy } from './certificate.ts';
import { acceptHandshake, describeHandshakeError } from './handshake.ts';
import type { Network } from './network.ts';
import type { ResolvedHost } from './resolve-host.ts';
import { StageFailure } from './stage-failure.ts';
import { tlsOptionsFor } from './tls-options.ts';

/**
 * Implicit TLS (RFC 8314) on a connected socket. Returns a socket on which nothing was written yet and whose certificate
 * the policy accepts; whatever happens otherwise, the connection is closed. The socket may have been closed by the server
 * since: look at `destroyed`. `onStart` is told about the TLS socket before its handshake: whoever closes the connection
 * meanwhile must close that one first, since Node 26 crashes when a handshake loses the socket beneath it.
 */
export async function* secure(
  socket: Socket,
  resolved: ResolvedHost,
  network: Network,
  policy: CertificatePolicy,
  signal: AbortSignal,
  onStart: (secured: TLSSocket) => void = () => {},
): AsyncGenerator<Observation, TLSSocket> {
  const startedAt = performance.now();
  const bytesBefore = socket.bytesRead;
  const options = tlsOptionsFor(resolved.host, secureContextFor(resolved, network));
  if (socket.destroyed || signal.aborted) {
    socket.destroy();
    if (!signal.aborted) yield describeHandshakeError(undefined);
    throw new StageFailure();
  }
  const secured = connect({ socket, ...options });
  // Stays for good: an error between two listeners of others must not end the process.
  secured.on('error', () => {});
  onStart(secured);
  const destroy = () => {
    secured.destroy();
    socket.destroy();
  };
  signal.addEventListener('abort', destroy, { once: true });
  let accepted = false;
  try {
    const end = await endOfHandshake(secured);
    if (signal.aborted) {
      if (socket.bytesRead === bytesBefore) yield { type: 'nothing-received', awaiting: 'handshake', afterMs: Math.round(performance.now() - startedAt) };
      throw new StageFailure();
    }
    if (end !== 'done') {
      yield describeHandshakeError(end.error);
      throw new StageFailure();
    }
    yield* acceptHandshake(secured, resolved.host, options, policy);
    if (signal.aborted) throw new StageFailure();
    accepted = true;
    return secured;
  } finally {
    signal.removeEventListener('abort', destroy);
    if (!accepted) destroy();
  }
}

/** What a handshake with this host trusts: a private host brings its own authority. */
function secureContextFor(resolved: ResolvedHost, network: Network): SecureContext {
  return resolved.privateHost?.secureContext ?? network.secureContext;
}

function endOfHandshake(socket: TLSSocket): Promise<'done' | { readonly error: Error | undefined }> {
  return new Promise((resolve) => {
    socket.once('secureConnect', () => resolve('done'));
    socket.once('error', (error) => resolve({ error }));
    socket.once('close', () => resolve({ error: undefined }));
  });
}
