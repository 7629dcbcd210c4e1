import { type Observation, redactionToken } from '@inbox-connect/core';
import type { Connection, LineListener, Passage } from './connection.ts';
import type { ServerText } from './server-text.ts';
import type { TranscriptRecorder } from './transcript.ts';

/** The answer to one line of ours (RFC 5321 s.4.2). */
export interface SmtpReply {
  readonly command: string;
  readonly code: string;
  /** Every line of it, the code included. */
  readonly lines: readonly string[];
  /** Came after the final dot of the message. */
  readonly isForMessage: boolean;
}

/** A line of ours that has not been answered. */
interface Pending {
  readonly command: string;
  readonly isForMessage: boolean;
}

/** A sign-in under way; `line`: which of our lines, from 1, carries the password. */
interface SignIn {
  readonly mechanism: string;
  readonly line: number;
  linesSent: number;
  challenges: number;
}

/** Challenges that a sign-in may ask for. */
const mostContinuations = 3;

/** Characters of a line that are read, twice what RFC 5321 s.4.5.3.1.5 permits: nodemailer's time grows with the square of them. */
const longestRead = 1_000;

/** Verbs of two words. */
const twoWords = /^(?:AUTH \S+|MAIL FROM|RCPT TO)/i;

/**
 * Reads an SMTP conversation along: replies belong to our lines in their order (RFC 5321 s.4.2, RFC 2920), and one that
 * comes before its line was sent belongs to nothing. nodemailer speaks; this decides what was proved.
 */
export class SmtpDialogue implements LineListener {
  readonly #connection: Connection;
  readonly #text: ServerText;
  readonly #transcript: TranscriptRecorder;
  readonly #pending: Pending[] = [{ command: 'greeting', isForMessage: false }];
  #replies: SmtpReply[] = [];
  #lines: string[] = [];
  #lastCommand = 'greeting';
  #isInMessage = false;
  #isUpgrading = false;
  /** A sign-in under way: its lines are not written down. */
  #signIn: SignIn | undefined;

  constructor(connection: Connection, text: ServerText, transcript: TranscriptRecorder) {
    this.#connection = connection;
    this.#text = text;
    this.#transcript = transcript;
  }

  /** The command whose reply comes next, or came last. */
  get awaited(): string {
    return this.#pending[0]?.command ?? (this.#signIn === undefined ? this.#lastCommand : `AUTH ${this.#signIn.mechanism}`);
  }

  /** The replies since this was asked last. */
  takeReplies(): readonly SmtpReply[] {
    return this.#replies.splice(0);
  }

  /** What is sent next signs in; `line`: which of our lines, from 1, carries the password. */
  beginSignIn(mechanism: string, line: number): void {
    this.#signIn = { mechanism, line, linesSent: 0, challenges: 0 };
  }

  /** TLS has begun: what the server says from here belongs to it. */
  endUpgrade(): void {
    this.#isUpgrading = false;
  }

  onClientLine(line: string): void {
    const signIn = this.#signIn;
    if (this.#isInMessage) {
      this.#transcript.record('client', () => this.#text(line));
      if (line !== '.') return;
      this.#isInMessage = false;
      this.#pending.push({ command: 'DATA', isForMessage: true });
    } else if (signIn === undefined) {
      this.#transcript.record('client', () => this.#text(line));
      this.#pending.push({ command: (twoWords.exec(line)?.[0] ?? line.split(' ', 1)[0] ?? '').toUpperCase(), isForMessage: false });
    } else {
      signIn.linesSent += 1;
      const command = `AUTH ${signIn.mechanism}`;
      if (signIn.linesSent > 1) this.#transcript.record('client', () => redactionToken);
      else this.#transcript.record('client', () => (line.length > command.length ? `${command} ${redactionToken}` : command));
      if (signIn.linesSent === signIn.line) {
        this.#connection.note({ type: 'credentials-sent', mechanism: signIn.mechanism, encrypted: this.#connection.encrypted });
      }
      this.#pending.push({ command, isForMessage: false });
    }
  }

  onServerLine(whole: string): Passage {
    this.#transcript.record('server', () => this.#text(whole));
    const line = whole.slice(0, longestRead);
    const [, code, mark] = /^(\d{3})([ -]|$)/.exec(line) ?? [];
    if (this.#isUpgrading) this.#connection.fail({ type: 'text-injected' });
    else if (code === undefined) this.#onOtherLine(line);
    // RFC 5321 s.4.2.1: all lines of a reply have the same code.
    else if (this.#lines[0]?.startsWith(code) === false) this.#connection.fail({ type: 'protocol-violated', detail: 'codes-differ' });
    else {
      this.#lines.push(line);
      if (mark !== '-') this.#onReply(code, this.#lines.splice(0));
    }
    return line === whole ? 'whole' : { instead: line };
  }

  /** An empty line does no harm. */
  #onOtherLine(line: string): void {
    if (line.trim() !== '') this.#connection.fail({ type: 'protocol-violated', detail: 'not-a-reply' });
  }

  onLinesUsedUp(): boolean {
    return false;
  }

  #onReply(code: string, lines: readonly string[]): void {
    const pending = this.#pending.shift();
    if (pending === undefined) {
      this.#onUnsolicited(code, lines);
      return;
    }
    const reply = { ...pending, code, lines };
    this.#lastCommand = pending.command;
    this.#replies.push(reply);
    if (isOfInterest(reply)) this.#connection.note(this.#fact(reply));
    if (pending.command === 'STARTTLS' && code.startsWith('2')) this.#isUpgrading = true;
    // nodemailer sends the message after any code of success.
    if (pending.command === 'DATA' && !pending.isForMessage && /^[23]/.test(code)) this.#isInMessage = true;
    if (this.#signIn !== undefined) this.#onSignInReply(code, this.#signIn);
  }

  #onSignInReply(code: string, signIn: SignIn): void {
    // Consent before the password was sent is no proof that the credentials are right.
    if (code.startsWith('2') && signIn.linesSent < signIn.line) this.#connection.fail({ type: 'protocol-violated', detail: 'signed-in-without-credentials' });
    if (code !== '334') this.#signIn = undefined;
    else signIn.challenges += 1;
    if (signIn.challenges > mostContinuations) this.#connection.fail({ type: 'limit-exceeded', limit: 'authentication-continuations' });
  }

  /** RFC 5321 s.3.8: 421 may come at any time and ends the session. Anything else answers nothing. */
  #onUnsolicited(code: string, lines: readonly string[]): void {
    if (code === '421') this.#connection.fail(this.#fact({ command: 'unsolicited', code, lines, isForMessage: false }));
    else this.#connection.fail({ type: 'protocol-violated', detail: 'reply-to-no-command' });
  }

  #fact({ command, code, lines }: SmtpReply): Observation {
    const enhancedCode = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?: |$)/.exec(lines.at(-1) ?? '')?.[1];
    const reply = lines.slice(0, 50).map(this.#text).join('\n');
    const ok = /^[23]/.test(code);
    return { type: 'server-replied', command, ok, status: code, ...(enhancedCode === undefined ? {} : { enhancedCode }), reply };
  }
}

/** Refusals always are; what went well only where it is the point of the stage. */
function isOfInterest({ command, code }: SmtpReply): boolean {
  return !/^[23]/.test(code) || command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA' || (command.startsWith('AUTH') && code !== '334');
}
