import type { Socket } from 'node:net';
import type { Observation } from '@inbox-connect/core';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Connection } from './connection.ts';
import { hear } from './hear.ts';
import type { Lane } from './lane.ts';
import { createServerText, type ServerText } from './server-text.ts';
import { SmtpDialogue, type SmtpReply } from './smtp-dialogue.ts';

/** The library's own timers are set far away: the deadlines are ours. */
const never = 24 * 60 * 60 * 1_000;

/**
 * nodemailer over a connection that is open already, one command at a time: it would go from the greeting through EHLO and
 * STARTTLS by itself, which our stages do step by step. The declared members are its internals, as of the pinned version: a
 * test holds them to it.
 */
export class SpeakingSmtpConnection extends SMTPConnection {
  declare _responseActions: ((reply: string) => void)[];
  declare _sendCommand: (line: string) => void;
  declare _parseEhloExtensions: (reply: string) => void;
  declare _clearPhase: () => void;
  #onGreeting: (() => void) | undefined;

  /** Resolves when the server has greeted, however it did. */
  greet(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onGreeting = resolve;
    this.connect();
    return promise;
  }

  /** Instead of going on to EHLO. */
  _actionGreeting(): void {
    this._clearPhase();
    this.#onGreeting?.();
  }

  command(line: string): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    this._responseActions.push(resolve);
    this._sendCommand(line);
    return promise;
  }
}

/** An SMTP conversation: nodemailer speaks, the dialogue reads along. */
export interface SmtpSession {
  readonly connection: Connection;
  readonly dialogue: SmtpDialogue;
  readonly client: SpeakingSmtpConnection;
  readonly text: ServerText;
  /** What EHLO listed last. */
  extensions: readonly string[];
}

/** Starts to speak SMTP over a connection whose server has greeted. */
export function startSmtpSession(connection: Connection, { redact, transcript, context, endpoint }: Lane): SmtpSession {
  const text = createServerText(redact);
  const dialogue = new SmtpDialogue(connection, text, transcript);
  const client = new SpeakingSmtpConnection({
    connection: asSocket(connection),
    host: endpoint.host,
    port: endpoint.port,
    name: context.network.clientName,
    // TLS is begun below it, by us.
    secure: true,
    secured: true,
    connectionTimeout: never,
    greetingTimeout: never,
    socketTimeout: never,
    socketCloseTimeout: 0,
    // Above what the connection lets through.
    maxResponseSize: 8 * 1024 * 1024,
    logger: false,
  });
  client.on('error', () => connection.fail({ type: 'protocol-violated', detail: 'reply-not-understood' }));
  connection.open(dialogue, { literals: false });
  return { connection, dialogue, client, text, extensions: [] };
}

/** Has nodemailer say something and waits for all replies to it, refusals included; those are then among the facts. */
export async function* smtpExchange(
  { connection, dialogue }: SmtpSession,
  signal: AbortSignal,
  say: () => Promise<unknown>,
): AsyncGenerator<Observation, readonly SmtpReply[]> {
  dialogue.takeReplies();
  return yield* hear(
    connection,
    () => dialogue.awaited,
    signal,
    async () => {
      await say();
      return dialogue.takeReplies();
    },
  );
}

/** Without a connection of ours nodemailer would dial by itself. */
function asSocket(connection: Connection): Connection & Socket {
  if (!passesAsSocket(connection)) throw new Error('nodemailer has to speak over our connection');
  return connection;
}

/** What nodemailer asks of a socket; a duplex stream has the rest. */
function passesAsSocket(connection: Connection): connection is Connection & Socket {
  return [connection.setTimeout, connection.setKeepAlive, connection.setNoDelay].every((method) => typeof method === 'function');
}
