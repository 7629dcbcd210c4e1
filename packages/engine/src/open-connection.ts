import type { Observation } from '@inbox-connect/core';
import { Connection } from './connection.ts';
import { dial } from './dial.ts';
import type { Lane } from './lane.ts';
import type { ResolvedHost } from './resolve-host.ts';

/** Connects, and gives the connection to its owner before the stage tells that it has ended: who leaves there leaves nothing open. */
export async function* openConnection(
  host: ResolvedHost,
  { endpoint, context }: Lane,
  owner: AsyncDisposableStack,
  signal: AbortSignal,
): AsyncGenerator<Observation, Connection> {
  return owner.use(new Connection(yield* dial(host, endpoint.port, context.network, signal)));
}
