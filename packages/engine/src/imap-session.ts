import type { Duplex, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { Observation } from '@inbox-connect/core';
import { ImapFlow } from 'imapflow';
import type { Connection } from './connection.ts';
import { hear } from './hear.ts';
import { type Expectation, ImapDialogue, type ImapReply } from './imap-dialogue.ts';
import type { Lane } from './lane.ts';
import { createServerText, type ServerText } from './server-text.ts';

/** A token of a command: written as it is, quoted, or as a literal (RFC 9051 s.4). */
export interface ImapToken {
  readonly type: 'ATOM' | 'STRING' | 'LITERAL';
  readonly value: string;
  readonly sensitive?: boolean;
}

/** What imapflow hands to the handler of an untagged response: the items after its name. */
export interface ImapResponse {
  readonly attributes?: readonly unknown[];
}

type UntaggedHandlers = Readonly<Record<string, (response: ImapResponse) => Promise<void>>>;

/**
 * imapflow over a connection that is open already. Its `connect` would dial by itself, so the part of it that comes after
 * dialling is done here; what follows the greeting is left to our stages. The declared members are imapflow's internals, as
 * of the pinned version: a test holds them to it.
 */
export class SpeakingImapFlow extends ImapFlow {
  declare exec: (
    command: string,
    attributes?: readonly (ImapToken | readonly ImapToken[])[],
    options?: { readonly untagged?: UntaggedHandlers },
  ) => Promise<{ next(): void }>;
  declare socket: Duplex;
  declare writeSocket: Duplex;
  declare streamer: Writable;
  declare setSocketHandlers: () => void;
  declare setEventHandlers: () => void;

  speakOver(connection: Connection): void {
    this.socket = connection;
    this.writeSocket = connection;
    this.setSocketHandlers();
    this.setEventHandlers();
    connection.pipe(this.streamer);
  }
}

/** An IMAP conversation: imapflow speaks, the dialogue reads along. */
export interface ImapSession {
  readonly connection: Connection;
  readonly dialogue: ImapDialogue;
  readonly client: SpeakingImapFlow;
  readonly text: ServerText;
  /** As the server listed them last. */
  capabilities: readonly string[];
}

/** Above our own limits, which the connection watches: imapflow's are not to be reached. */
const limits = { maxLineLength: 128 * 1024, maxLiteralSize: 512 * 1024, maxResponseSize: 8 * 1024 * 1024 };

/** Milliseconds that imapflow may take to parse what has been read already. */
const parseTime = 100;

/** Starts to speak IMAP over a connection whose server has greeted. */
export function startImapSession(connection: Connection, { redact, transcript, endpoint }: Lane): ImapSession {
  const text = createServerText(redact);
  const dialogue = new ImapDialogue(connection, text, transcript);
  const client = new SpeakingImapFlow({ host: endpoint.host, port: endpoint.port, secure: true, logger: false, ...limits });
  client.on('error', () => connection.fail({ type: 'protocol-violated', detail: 'response-not-understood' }));
  client.speakOver(connection);
  connection.open(dialogue, { literals: true });
  return { connection, dialogue, client, text, capabilities: [] };
}

/** Sends one command and waits for its tagged answer, which may be a refusal; that is then among the facts. */
export async function* imapCommand(
  { connection, dialogue, client }: ImapSession,
  expectation: Expectation,
  tokens: readonly (ImapToken | readonly ImapToken[])[],
  signal: AbortSignal,
  untagged: UntaggedHandlers = {},
): AsyncGenerator<Observation, ImapReply> {
  const [verb = ''] = expectation.command.split(' ');
  return yield* hear(connection, expectation.command, signal, async () => {
    const reply = dialogue.expect(expectation);
    // The dialogue has the answer; imapflow must only be told that it may go on reading. What it could not send is our fault.
    const parsed = client.exec(verb, tokens, { untagged }).then(
      (response) => response.next(),
      (error: unknown) => (dialogue.isWaitingForUs ? Promise.reject(error) : undefined),
    );
    const answer = await Promise.race([reply, parsed.then(() => reply)]);
    if (Object.keys(untagged).length > 0) await Promise.race([parsed, setTimeout(parseTime, undefined, { ref: false })]);
    return answer;
  });
}

export function atom(value: string): ImapToken {
  return { type: 'ATOM', value };
}
