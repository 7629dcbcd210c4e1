import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Service } from '@inbox-connect/core';
import type { Lab } from '../lab.ts';

/** Which port of which server of the lab's only scenario, or of a named one. */
export interface Place {
  readonly service: Service;
  readonly port: number;
  readonly scenario?: string;
}

/** A client that knows no protocol: tests say byte for byte what it sends. */
export class RawClient {
  #socket: Socket;
  #received = '';
  #ending: 'closed' | 'reset' | undefined;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  send(text: string | Buffer): void {
    this.#socket.write(text);
  }

  /** The next line without its end; how the connection ended when no line will come. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#received.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#received.slice(0, end);
        this.#received = this.#received.slice(end + 2);
        return line;
      }
      if (this.#ending !== undefined) return this.#ending;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async lines(count: number): Promise<readonly string[]> {
    const lines: string[] = [];
    while (lines.length < count) lines.push(await this.line());
    return lines;
  }

  /** Sends a line and answers the next `count` lines. */
  async ask(text: string, count = 1): Promise<readonly string[]> {
    this.send(`${text}\r\n`);
    return this.lines(count);
  }

  /** What has arrived and was not read. */
  get unread(): string {
    return this.#received;
  }

  async secure(ca: string, servername: string): Promise<void> {
    this.#socket.removeAllListeners();
    const socket = connectTls({ socket: this.#socket, ca, servername });
    await once(socket, 'secureConnect');
    this.#socket = socket;
    this.#listen();
  }

  close(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    const leave = (ending: 'closed' | 'reset') => {
      this.#ending ??= ending;
      this.#wake();
    };
    this.#socket.on('data', (chunk: Buffer) => {
      this.#received += chunk.toString();
      this.#wake();
    });
    this.#socket.on('end', () => leave('closed'));
    this.#socket.on('error', () => leave('reset'));
    this.#socket.on('close', () => leave('closed'));
  }
}

/** Where a place really is. */
export function locate(lab: Lab, { service, port, scenario }: Place): { readonly host: string; readonly address: string; readonly port: number } {
  const { domain } = lab.scenarios.find(({ name }) => scenario === undefined || name === scenario) ?? { domain: '' };
  const host = `${service}.${domain}`;
  const target = lab.privateHost(host)?.target('127.0.0.1', port);
  if (target === undefined) throw new Error(`The lab has no ${host}.`);
  return { host, ...target };
}

/** Connects; with TLS at once when asked. */
export async function connectRaw(lab: Lab, place: Place, security: 'tls' | 'clear-text' = 'clear-text'): Promise<RawClient> {
  const { host, address, port } = locate(lab, place);
  const socket = connect({ host: address, port });
  await once(socket, 'connect');
  const client = new RawClient(socket);
  if (security === 'tls') await client.secure(lab.rootPem, host);
  return client;
}

export function plain(name: string, password: string): string {
  return Buffer.from(`\0${name}\0${password}`).toString('base64');
}
