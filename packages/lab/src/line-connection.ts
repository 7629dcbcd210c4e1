import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { Ending } from './behaviour.ts';

const newline = 0x0a;
const longestLine = 65_536;
/** More than this is left in the system's buffer until somebody reads. */
const pauseAbove = 262_144;
const idleLimit = 600_000;

/** A client sent a line without an end. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

/**
 * The server's side of a connection that is read line by line and can be wrapped in TLS on the way. Reading answers
 * `undefined` once the client is gone; writing to a client that is gone does nothing.
 */
export class LineConnection {
  readonly #raw: Socket;
  readonly #gone = new AbortController();
  #socket: Socket;
  #pending: Buffer = Buffer.alloc(0);
  #ended = false;
  #wake: () => void = () => {};

  /** With a secure context the connection begins with TLS. */
  constructor(socket: Socket, implicitTls?: SecureContext) {
    this.#raw = socket;
    socket.on('error', () => {});
    this.#socket = implicitTls === undefined ? socket : wrap(socket, implicitTls);
    this.#listen();
  }

  get encrypted(): boolean {
    return this.#socket !== this.#raw;
  }

  /** Waits until the handshake has succeeded or the connection is gone. */
  async handshake(): Promise<void> {
    await once(this.#socket, 'secure', { signal: this.#gone.signal }).catch(() => {});
  }

  /** The next line with its end (a line feed, with or without a carriage return). */
  async readLine(): Promise<Buffer | undefined> {
    // Nobody is answered further who does not read the answers.
    while (this.#socket.writableNeedDrain && !this.#gone.signal.aborted) {
      await once(this.#socket, 'drain', { signal: this.#gone.signal }).catch(() => {});
    }
    let searched = 0;
    for (;;) {
      const end = this.#pending.indexOf(newline, searched);
      if (end >= 0) return this.#take(end + 1);
      searched = this.#pending.length;
      if (searched > longestLine) throw new LineTooLong('The client sent a line without an end.');
      if (!(await this.#more())) return undefined;
    }
  }

  async readBytes(count: number): Promise<Buffer | undefined> {
    while (this.#pending.length < count) {
      if (!(await this.#more())) return undefined;
    }
    return this.#take(count);
  }

  /** The bytes of a text are those of its UTF-8 form. */
  write(text: string | Buffer): void {
    if (this.#socket.writable) this.#socket.write(text);
  }

  /** Starts TLS as its server; clear text that the client sent ahead is thrown away (RFC 3207 s.4.2, CVE-2011-0411). */
  secure(context: SecureContext): void {
    this.#raw.removeAllListeners('data');
    this.#raw.setTimeout(0);
    this.#raw.pause();
    this.#raw.read();
    this.#pending = Buffer.alloc(0);
    if (this.#raw.destroyed) return;
    this.#socket = wrap(this.#raw, context);
    this.#listen();
  }

  /** Lets time pass, but not after the client has gone. */
  async rest(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await delay(milliseconds, undefined, { signal: this.#gone.signal }).catch(() => {});
  }

  async end(ending: Ending): Promise<void> {
    switch (ending) {
      case 'close':
        this.#socket.end();
        break;
      case 'reset':
        // What was said before arrives first.
        await new Promise<void>((resolve) => this.#socket.write('', () => resolve()));
        this.#raw.resetAndDestroy();
        break;
      case 'silence':
        while (await this.#more()) this.#pending = Buffer.alloc(0);
        this.#socket.end();
        break;
    }
  }

  #listen(): void {
    const socket = this.#socket;
    socket.setTimeout(idleLimit, () => socket.destroy());
    let handshaken = false;
    socket.once('secure', () => {
      handshaken = true;
    });
    const leave = () => {
      this.#ended = true;
      this.#wake();
    };
    socket.on('data', (chunk: Buffer) => {
      this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
      if (this.#pending.length > pauseAbove) socket.pause();
      this.#wake();
    });
    socket.on('error', leave);
    socket.once('end', () => {
      // A client that leaves before the handshake is over will not take what was written for it.
      if (socket instanceof TLSSocket && !handshaken) socket.destroy();
      leave();
    });
    socket.once('close', () => {
      leave();
      this.#gone.abort();
    });
    socket.resume();
  }

  #take(count: number): Buffer {
    const taken = this.#pending.subarray(0, count);
    this.#pending = this.#pending.subarray(count);
    return taken;
  }

  /** Waits until more has arrived; false when nothing will. */
  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const before = this.#pending.length;
    this.#socket.resume();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = () => {};
    return this.#pending.length > before || !this.#ended;
  }
}

/** Nothing has to wait for the handshake: what is written before it has ended follows it. */
function wrap(socket: Socket, secureContext: SecureContext): TLSSocket {
  return new TLSSocket(socket, { isServer: true, secureContext });
}
