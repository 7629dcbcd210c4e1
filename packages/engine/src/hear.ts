import type { Observation } from '@inbox-connect/core';
import type { Connection } from './connection.ts';
import { DeadlinePassed } from './deadline.ts';
import { StageFailure } from './stage-failure.ts';

/**
 * Says something to the server and waits for its part; `awaiting` names what is waited for when nothing comes. Yields the facts of
 * the conversation; when the connection ends first, yields how it ended and fails the stage.
 */
export async function* hear<T>(
  connection: Connection,
  awaiting: string | (() => string),
  signal: AbortSignal,
  say: () => Promise<T>,
): AsyncGenerator<Observation, T> {
  const before = connection.received;
  const startedAt = performance.now();
  const answer = say().then((value) => ({ value }));
  // When the connection ends first, the library rejects what nobody waits for any more.
  answer.catch(() => {});
  const heard = await Promise.race([answer, connection.ended]);
  const facts = connection.takeFacts();
  yield* facts;
  if (heard !== undefined) return heard.value;
  const name = typeof awaiting === 'string' ? awaiting : awaiting();
  const afterMs = Math.round(performance.now() - startedAt);
  if (signal.aborted) {
    const isSilent = signal.reason instanceof DeadlinePassed && connection.received === before;
    if (isSilent) yield { type: 'nothing-received', awaiting: name, afterMs };
  } else if (!facts.some(explainsEnd)) {
    yield { type: 'connection-closed', awaiting: name, ...(connection.code === undefined ? {} : { code: connection.code }) };
  }
  throw new StageFailure();
}

function explainsEnd(fact: Observation): boolean {
  return fact.type === 'server-replied' ? !fact.ok : fact.type === 'limit-exceeded' || fact.type === 'protocol-violated' || fact.type === 'text-injected';
}
