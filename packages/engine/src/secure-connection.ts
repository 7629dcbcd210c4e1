import type { Observation } from '@inbox-connect/core';
import type { Connection } from './connection.ts';
import type { Lane } from './lane.ts';
import type { ResolvedHost } from './resolve-host.ts';
import { secure } from './secure.ts';
import { StageFailure } from './stage-failure.ts';

/** Puts the connection under TLS, from its start or after STARTTLS; nothing goes on over a certificate that was refused. */
export async function* secureConnection(connection: Connection, host: ResolvedHost, lane: Lane, signal: AbortSignal): AsyncGenerator<Observation, void> {
  using _ = connection.during(signal);
  const socket = connection.detach();
  yield* connection.takeFacts();
  if (connection.destroyed) throw new StageFailure();
  yield* secure(socket, host, lane.context.network, lane.settings, signal, (secured) => connection.secure(secured));
  connection.reopen();
}
