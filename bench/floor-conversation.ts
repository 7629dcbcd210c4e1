import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import type { BenchEndpoint } from './target.ts';

/** What both floor clients are given. */
export interface FloorOptions {
  readonly endpoint: BenchEndpoint;
  readonly secureContext: SecureContext;
  readonly username: string;
  readonly password: string;
}

/** A connection that is spoken over in lines. */
export interface Conversation {
  write(text: string): void;
  /** Waits until what has come matches, and takes it. */
  read(until: RegExp): Promise<string>;
  /** Says good-bye without waiting for the answer. */
  end(text: string): void;
  /** Hands the socket over, to TLS after STARTTLS. */
  release(): void;
}

export function openTcp({ address, port }: BenchEndpoint): Socket {
  return connectTcp({ host: address, port, noDelay: true });
}

/** The handshake with the certificate verified; nothing is written before it has ended well. */
export function secure(socket: Socket, { endpoint, secureContext }: FloorOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secured = connectTls({ socket, servername: endpoint.host, secureContext });
    secured.once('secureConnect', () => {
      secured.off('error', reject);
      resolve(secured);
    });
    secured.once('error', reject);
  });
}

export function converse(socket: Socket): Conversation {
  let heard = '';
  let awaited: { readonly until: RegExp; readonly resolve: (text: string) => void; readonly reject: (error: Error) => void } | undefined;
  const look = () => {
    const match = awaited?.until.exec(heard);
    if (awaited === undefined || match === null || match === undefined) return;
    const end = match.index + match[0].length;
    awaited.resolve(heard.slice(0, end));
    awaited = undefined;
    heard = heard.slice(end);
  };
  const hear = (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    look();
  };
  const fail = (error: Error) => awaited?.reject(error);
  const closed = () => fail(new Error('The server closed the connection.'));
  socket.on('data', hear).on('error', fail).on('close', closed);
  return {
    write: (text) => socket.write(text),
    read: (until) =>
      new Promise((resolve, reject) => {
        awaited = { until, resolve, reject };
        look();
      }),
    end: (text) => socket.end(text, () => socket.destroySoon()),
    release: () => socket.off('data', hear).off('error', fail).off('close', closed),
  };
}

/** The initial response of SASL PLAIN (RFC 4616). */
export function plainResponse({ username, password }: Pick<FloorOptions, 'username' | 'password'>): string {
  return Buffer.from(`\0${username}\0${password}`).toString('base64');
}
