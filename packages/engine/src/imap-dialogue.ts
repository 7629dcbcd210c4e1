import type { ObservationOf } from '@inbox-connect/core';
import { redactionToken } from '@inbox-connect/core';
import type { Connection, LineListener, Passage } from './connection.ts';
import type { ServerText } from './server-text.ts';
import type { TranscriptRecorder } from './transcript.ts';

/** The tagged answer to one command, with the untagged lines that came before it. */
export interface ImapReply {
  readonly status: 'OK' | 'NO' | 'BAD';
  /** What follows the status, unchanged. */
  readonly text: string;
  readonly untagged: readonly string[];
  /** There is more that was not read. */
  readonly isTruncated: boolean;
}

/** A command that is about to be sent. */
export interface Expectation {
  readonly command: string;
  /** What to send, in order, each time that the server asks to go on (`+`). */
  readonly continuations?: readonly string[];
  /** Carries credentials: which of our lines, from 1, has the password. */
  readonly credentials?: { readonly mechanism: string; readonly line: number };
  /** For a list that is cut short: take what has come as an answer once the limit on lines is reached. */
  readonly truncates?: boolean;
}

interface Command extends Expectation {
  tag: string | undefined;
  linesSent: number;
  continuationsAsked: number;
  readonly untagged: string[];
  readonly resolve: (reply: ImapReply) => void;
}

const statuses = ['OK', 'NO', 'BAD'] as const;
/** Challenges that a sign-in may ask for. */
const mostContinuations = 3;
/** Untagged refusals and alerts that are worth telling. */
const mostNotices = 20;
/** Characters of a line that imapflow may parse: the time that it takes grows with the square of them, for some lines to seconds. */
const longestParsed = 1_000;
/** Milliseconds in which a server that said BYE may still answer the command and close. */
const byeTime = 250;

/**
 * Reads an IMAP conversation along (RFC 9051 s.2.2): a reply counts only for the command that is under way, by its tag and
 * after it was sent. imapflow frames and parses; this decides what was proved.
 */
export class ImapDialogue implements LineListener {
  readonly #connection: Connection;
  readonly #text: ServerText;
  readonly #transcript: TranscriptRecorder;
  readonly #greeting = Promise.withResolvers<string>();
  #isGreeted = false;
  #isUpgrading = false;
  #command: Command | undefined;
  #notices = 0;

  constructor(connection: Connection, text: ServerText, transcript: TranscriptRecorder) {
    this.#connection = connection;
    this.#text = text;
    this.#transcript = transcript;
  }

  /** The first line, which has been seen to be a greeting. */
  get greeting(): Promise<string> {
    return this.#greeting.promise;
  }

  /** The answer to the command that is sent next. */
  expect(expectation: Expectation): Promise<ImapReply> {
    const { promise, resolve } = Promise.withResolvers<ImapReply>();
    this.#command = { ...expectation, tag: undefined, linesSent: 0, continuationsAsked: 0, untagged: [], resolve };
    return promise;
  }

  /** A command is expected that has not been sent. */
  get isWaitingForUs(): boolean {
    return this.#command !== undefined && this.#command.tag === undefined;
  }

  /** TLS has begun: what the server says from here belongs to it. */
  endUpgrade(): void {
    this.#isUpgrading = false;
  }

  onClientLine(line: string): void {
    const command = this.#command;
    if (command !== undefined) {
      command.linesSent += 1;
      command.tag ??= line.slice(0, line.indexOf(' '));
      if (command.credentials?.line === command.linesSent) {
        this.#connection.note({ type: 'credentials-sent', mechanism: command.credentials.mechanism, encrypted: this.#connection.encrypted });
      }
    }
    this.#transcript.record('client', () => (command?.credentials === undefined ? this.#text(line) : withoutSecrets(command, line)));
  }

  /** imapflow is let in on what it has to act on: that it may go on, how a command ended, and lists of folders. */
  onServerLine(line: string): Passage {
    this.#transcript.record('server', () => this.#text(line));
    if (this.#isUpgrading) this.#connection.fail({ type: 'text-injected' });
    else if (!this.#isGreeted) this.#greet(line);
    else if (line.startsWith('* ')) return this.#onUntagged(line.slice(2));
    else if (line.startsWith('+')) return this.#onContinuation();
    else return this.#onTagged(line);
    return 'nothing';
  }

  onLinesUsedUp(): boolean {
    const command = this.#command;
    if (command?.truncates !== true) return false;
    this.#settle(command, { status: 'OK', text: '', untagged: command.untagged, isTruncated: true });
    return true;
  }

  #greet(line: string): void {
    this.#isGreeted = true;
    this.#greeting.resolve(line);
  }

  #onUntagged(line: string): Passage {
    this.#command?.untagged.push(line);
    this.#notice(line);
    return /^LIST /i.test(line) && line.length <= longestParsed ? 'whole' : 'nothing';
  }

  #notice(line: string): void {
    const condition = /^(OK|NO|BAD|BYE)(?: |$)/i.exec(line);
    const status = condition?.[1]?.toUpperCase();
    if (status === undefined || (status === 'OK' && !/^OK \[(?:WEB)?ALERT\b/i.test(line))) return;
    this.#notices += 1;
    if (this.#notices <= mostNotices) this.#connection.note(replied('unsolicited', status, line.slice(status.length).trim(), this.#text));
    if (status === 'BYE') setTimeout(() => this.#connection.destroy(), byeTime).unref();
  }

  #onContinuation(): Passage {
    const command = this.#command;
    if (command?.tag === undefined) {
      this.#connection.fail({ type: 'protocol-violated', detail: 'continuation-without-command' });
      return 'nothing';
    }
    const answer = command.continuations?.[command.continuationsAsked];
    command.continuationsAsked += 1;
    if (command.continuationsAsked > mostContinuations) this.#connection.fail({ type: 'limit-exceeded', limit: 'authentication-continuations' });
    else if (answer !== undefined) this.#connection.write(`${answer}\r\n`);
    return { instead: '+ go on' };
  }

  /** Also refuses what answers a command before it was sent, and a second answer to one command. */
  #onTagged(line: string): Passage {
    const [, tag, word = '', text = ''] = /^\0*([^\s*+]+) ([A-Z]+)(?: (.*))?$/is.exec(line) ?? [];
    const status = statuses.find((known) => known === word.toUpperCase());
    const command = this.#command;
    const isAnswer = command?.tag !== undefined && tag === command.tag;
    if (isAnswer && status === 'OK' && lacksCredentials(command)) this.#connection.fail({ type: 'protocol-violated', detail: 'signed-in-without-credentials' });
    else if (isAnswer && status !== undefined) this.#answer(command, status, text);
    else if (isAnswer || status !== undefined)
      this.#connection.fail({ type: 'protocol-violated', detail: isAnswer ? 'unknown-status' : 'reply-to-no-command' });
    return isAnswer && status !== undefined ? { instead: `${tag} ${status} done` } : 'nothing';
  }

  #answer(command: Command, status: ImapReply['status'], text: string): void {
    if (status !== 'OK' || command.credentials !== undefined) this.#connection.note(replied(command.command, status, text, this.#text));
    if (status === 'OK' && command.command === 'STARTTLS') this.#isUpgrading = true;
    this.#settle(command, { status, text, untagged: command.untagged, isTruncated: false });
  }

  #settle(command: Command, reply: ImapReply): void {
    this.#command = undefined;
    command.resolve(reply);
  }
}

/** Consent to a sign-in that has not come to the password is no proof that the credentials are right. */
function lacksCredentials({ credentials, linesSent }: Command): boolean {
  return credentials !== undefined && linesSent < credentials.line;
}

/** A status response as a fact; `text` is what follows the status (RFC 9051 s.7.1). */
export function replied(command: string, status: string, text: string, readable: ServerText): ObservationOf<'server-replied'> {
  const responseCode = /^\[([A-Z0-9-]{1,60})[\] ]/i.exec(text)?.[1]?.toUpperCase();
  const reply = readable(text === '' ? status : `${status} ${text}`);
  return { type: 'server-replied', command, ok: status === 'OK', status, ...(responseCode === undefined ? {} : { responseCode }), reply };
}

/** `A1 AUTHENTICATE PLAIN [redacted]`; of the lines that follow, nothing. */
function withoutSecrets({ tag, command, linesSent }: Command, line: string): string {
  if (linesSent > 1) return redactionToken;
  const visible = `${tag} ${command}`;
  return line.length > visible.length ? `${visible} ${redactionToken}` : visible;
}
