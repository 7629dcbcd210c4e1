import { greetImap } from './imap-greet.ts';
import { selectInbox } from './imap-select.ts';
import { signInToImap } from './imap-sign-in.ts';
import { startImapTls } from './imap-start-tls.ts';
import type { Lane, LaneEvent } from './lane.ts';
import { openConnection } from './open-connection.ts';
import { resolveEndpoint } from './resolve-endpoint.ts';
import { secureConnection } from './secure-connection.ts';
import { stage } from './stage.ts';
import { unlessStopped } from './unless-stopped.ts';

/** The IMAP half of a check: one connection, one sign-in, the inbox opened without changing anything. */
export async function* checkImap(lane: Lane): AsyncGenerator<LaneEvent, void> {
  const { endpoint, context, credentials } = lane;
  const host = yield* stage(lane, 'resolve', (signal) => resolveEndpoint(lane, signal));
  await using owner = new AsyncDisposableStack();
  const connection = yield* stage(lane, 'connect', (signal) => openConnection(host, lane, owner, signal));
  if (endpoint.security === 'tls') yield* stage(lane, 'secure', (signal) => secureConnection(connection, host, lane, signal));
  const session = yield* stage(lane, 'greet', (signal) => greetImap(connection, lane, signal));
  if (endpoint.security === 'starttls') yield* stage(lane, 'secure', (signal) => startImapTls(session, host, lane, signal));
  await unlessStopped(context.permit?.('sign-in'), lane);
  yield* stage(lane, 'authenticate', (signal) => signInToImap(session, credentials, signal));
  yield* stage(lane, 'select', (signal) => selectInbox(session, signal));
}
