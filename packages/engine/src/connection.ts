import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Observation } from '@inbox-connect/core';
import { LineReader } from './line-reader.ts';

/** Bytes that a server may send in all. */
const mostBytes = 4 * 1024 * 1024;
/** Milliseconds that a farewell may take to leave. */
const farewellTime = 100;

/** What the library may read of a server's line: all of it, other words in its place, or nothing. */
export type Passage = 'whole' | 'nothing' | { readonly instead: string };

/** Reads a conversation along, a line at a time, before the library does. */
export interface LineListener {
  onServerLine(line: string): Passage;
  onClientLine(line: string): void;
  /** The stage's lines are used up: true when those that came are enough, so that this is no failure. */
  onLinesUsedUp(): boolean;
}

/**
 * The one connection of a service. It owns the socket, in clear text or under TLS; imapflow and nodemailer speak over it as
 * if it were one. Every line passes our own eyes first, so that a flood ends at once and a reply counts only after its
 * command. Nothing is read before `open`.
 */
export class Connection extends Duplex {
  readonly #dialled: Socket;
  #socket: Socket;
  #incoming = new LineReader({ literals: false });
  #outgoing = new LineReader({ literals: false });
  #listener: LineListener | undefined;
  #facts: Observation[] = [];
  #received = 0;
  #isAttached = false;
  #code: string | undefined;
  readonly #end = Promise.withResolvers<void>();
  /** What to say when we leave (`QUIT`); set once the server has been greeted as its kind. */
  farewell: string | undefined;

  constructor(dialled: Socket) {
    super();
    this.#dialled = dialled;
    this.#socket = dialled;
    // Libraries hear of the end by `close`; an error between two listeners of others must not end the process.
    this.on('error', () => {});
  }

  get socket(): Socket {
    return this.#socket;
  }

  get encrypted(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  /** Bytes that the server has sent since `open`. */
  get received(): number {
    return this.#received;
  }

  /** The system's code for the end of the connection, when it had one. */
  get code(): string | undefined {
    return this.#code;
  }

  /** Settles when the connection has ended, for whatever reason. */
  get ended(): Promise<void> {
    return this.#end.promise;
  }

  /** A fact of the conversation, to be yielded by the step that is under way. */
  note(fact: Observation): void {
    this.#facts.push(fact);
  }

  /** Ends the connection because of what the server did. */
  fail(fact: Observation): void {
    if (this.destroyed) return;
    this.note(fact);
    this.destroy();
  }

  takeFacts(): readonly Observation[] {
    return this.#facts.splice(0);
  }

  /** Begins a stage: its lines are counted anew, and the connection does not outlive its signal. */
  during(signal: AbortSignal): Disposable {
    const end = () => this.destroy();
    this.#incoming.startStage();
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
    return { [Symbol.dispose]: () => signal.removeEventListener('abort', end) };
  }

  /** Starts reading. `literals`: lines go on through IMAP literals. */
  open(listener: LineListener, { literals }: { readonly literals: boolean }): void {
    this.#listener = listener;
    this.#incoming = new LineReader({ literals });
    this.#attach();
  }

  /** Hands the socket out for a TLS handshake. Bytes that the server sent behind its consent were injected (RFC 8314 s.7.1, RFC 3207 s.6). */
  detach(): Socket {
    this.#stopReading();
    this.#socket.removeListener('end', this.#onEnd).removeListener('close', this.#onClose).removeListener('error', this.#onError);
    if (this.#listener !== undefined && (this.#incoming.isInsideLine || this.#socket.readableLength > 0)) this.fail({ type: 'text-injected' });
    return this.#socket;
  }

  /** Owns the TLS socket over the one that was handed out, from before its handshake. */
  secure(secured: TLSSocket): void {
    this.#socket = secured;
  }

  /** Goes on over TLS once the handshake is done. */
  reopen(): void {
    if (this.#listener !== undefined) this.#attach();
  }

  #attach(): void {
    this.#isAttached = true;
    this.#socket.on('data', this.#onData).on('end', this.#onEnd).on('close', this.#onClose).on('error', this.#onError);
    if (this.#socket.destroyed) this.destroy();
  }

  #stopReading(): void {
    this.#isAttached = false;
    this.#socket.removeListener('data', this.#onData).pause();
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.destroyed) return;
    this.#received += chunk.length;
    if (this.#received > mostBytes) this.fail({ type: 'limit-exceeded', limit: 'bytes-received' });
    if (this.destroyed) return;
    const passed: Buffer[] = [];
    for (const line of this.#incoming.read(chunk)) {
      if (!('exceeded' in line)) passed.push(...passing(line.bytes, this.#listener?.onServerLine(decode(line.bytes))));
      else if (line.exceeded === 'lines-in-stage' && this.#listener?.onLinesUsedUp()) this.#stopReading();
      else this.fail({ type: 'limit-exceeded', limit: line.exceeded });
      if (this.destroyed) return;
      if (!this.#isAttached) break;
    }
    if (passed.length > 0 && !this.push(Buffer.concat(passed))) this.#socket.pause();
  };

  readonly #onEnd = (): void => {
    this.push(null);
  };

  readonly #onClose = (): void => {
    this.destroy();
  };

  readonly #onError = (error: NodeJS.ErrnoException): void => {
    this.#code ??= error.code;
    this.destroy();
  };

  override _read(): void {
    if (this.#isAttached) this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    for (const line of this.#outgoing.read(chunk)) if ('bytes' in line) this.#listener?.onClientLine(line.bytes.toString());
    if (this.#socket.writable) this.#socket.write(chunk, () => done());
    else done();
  }

  /** What was corked leaves in one piece. */
  override _writev(chunks: { chunk: Buffer; encoding: BufferEncoding }[], done: (error?: Error | null) => void): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'utf8', done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end();
    done();
  }

  override _destroy(_error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    this.#dialled.destroy();
    this.#end.resolve();
    done(null);
  }

  /** Takes leave, which is not waited for, and closes. */
  override async [Symbol.asyncDispose](): Promise<void> {
    if (!this.destroyed && this.#socket.writable && this.farewell !== undefined) {
      this.#listener?.onClientLine(this.farewell);
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, farewellTime);
      this.#socket.end(`${this.farewell}\r\n`, () => resolve());
      await Promise.race([promise, this.ended]);
      clearTimeout(timer);
    }
    this.destroy();
  }

  // What the libraries ask of a socket besides a stream. The deadlines are our own.
  setTimeout(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }
}

/** UTF-8, as RFC 6855 and RFC 6531 have it, or the legacy encoding that servers without it mostly mean. */
function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') ? new TextDecoder('windows-1252').decode(bytes) : text;
}

const lineEnd = Buffer.from('\r\n');

function passing(line: Buffer, passage: Passage | undefined): readonly Buffer[] {
  if (passage === undefined || passage === 'nothing') return [];
  return [passage === 'whole' ? line : Buffer.from(passage.instead), lineEnd];
}
