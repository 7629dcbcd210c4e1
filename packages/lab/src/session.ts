import type { SecureContext } from 'node:tls';
import type { Account, CapabilityPhase, Ending, Override, ProtocolPort, ServerBehaviour } from './behaviour.ts';
import type { ConnectionLog } from './command-log.ts';
import type { LineConnection } from './line-connection.ts';

/** What a state machine is started with for one connection. */
export interface Session<Reply extends string> {
  readonly connection: LineConnection;
  readonly port: ProtocolPort;
  /** The server's host name. */
  readonly host: string;
  readonly behaviour: ServerBehaviour<Reply>;
  readonly account: Account;
  readonly log: ConnectionLog;
  /** The server's certificate, issued when it is needed first. */
  readonly secureContext: () => Promise<SecureContext>;
}

/** What a server answers to a command. */
export interface Answer<Reply extends string> {
  readonly text: string;
  /** Goes before the text as it stands, unless something else is declared. */
  readonly data?: string;
  /** What may be declared in its place; without, the protocol's own answer stands. */
  readonly overriddenBy?: Reply;
  /** Comes about when the answer that was really given is positive; may end the session itself. */
  readonly effect?: () => unknown;
  readonly ending?: 'close';
}

/** What becomes of the session after an answer. */
export type Course = 'goes-on' | 'ended';

/**
 * Gives the answer, or what is declared in its place, and lets the command take effect when it was positive.
 *
 * @param send writes one text of the vocabulary in the protocol's form
 * @param isPositive reads a text of the vocabulary
 */
export async function give<Reply extends string>(
  { connection, behaviour }: Session<Reply>,
  answer: Answer<Reply>,
  send: (text: string) => void,
  isPositive: (text: string) => boolean,
): Promise<Course> {
  await connection.rest(behaviour.replyDelayMs);
  const declared = normalise(answer.overriddenBy === undefined ? undefined : behaviour.replies[answer.overriddenBy]);
  const text = declared === undefined ? answer.text : declared.say;
  if (declared === undefined && answer.data !== undefined) connection.write(answer.data);
  if (text !== undefined) send(text);
  if (declared?.ending !== undefined) {
    await connection.end(declared.ending);
    return 'ended';
  }
  if (text !== undefined && isPositive(text) && (await answer.effect?.()) === 'ended') return 'ended';
  if (answer.ending === undefined) return 'goes-on';
  await connection.end(answer.ending);
  return 'ended';
}

function normalise(override: Override | undefined): { readonly say?: string; readonly ending?: Ending } | undefined {
  return typeof override === 'string' ? { say: override } : override;
}

/** Which list of capabilities holds now. */
export function phaseOf(port: ProtocolPort, encrypted: boolean, signedIn: boolean): CapabilityPhase {
  if (signedIn) return 'after-sign-in';
  return encrypted || port === 'clear-text' ? 'before-sign-in' : 'before-tls';
}
