import type { Observation } from '@inbox-connect/core';
import { offers } from './capabilities.ts';
import type { Lane } from './lane.ts';
import type { ResolvedHost } from './resolve-host.ts';
import { secureConnection } from './secure-connection.ts';
import { askExtensions } from './smtp-greet.ts';
import { type SmtpSession, smtpExchange } from './smtp-session.ts';
import { StageFailure } from './stage-failure.ts';

/** RFC 3207 s.4; what the server said before is forgotten. */
export async function* startSmtpTls(session: SmtpSession, host: ResolvedHost, lane: Lane, signal: AbortSignal): AsyncGenerator<Observation, void> {
  using _ = session.connection.during(signal);
  if (!offers(session.extensions, 'STARTTLS')) {
    yield { type: 'starttls-not-offered' };
    throw new StageFailure();
  }
  const [reply] = yield* smtpExchange(session, signal, () => session.client.command('STARTTLS'));
  if (reply?.code !== '220') throw new StageFailure();
  yield* secureConnection(session.connection, host, lane, signal);
  session.dialogue.endUpgrade();
  yield* askExtensions(session, lane, 'before-sign-in', signal);
}
