import type { Service } from '@inbox-connect/core';

/** Something that a server of the lab saw; the connections of a scenario are counted from 1. */
export type LogEntry =
  | { readonly type: 'connected'; readonly service: Service; readonly port: number; readonly connection: number }
  | {
      readonly type: 'received';
      readonly service: Service;
      readonly port: number;
      readonly connection: number;
      /** Whether the line came through TLS. */
      readonly encrypted: boolean;
      /** The client's line without its end; credentials are left out. */
      readonly text: string;
      /** The line had credentials, right or wrong. */
      readonly credentials: boolean;
    };

const withheld = '[credentials]';
const longestLog = 1_000;

/** Which line of which connection is being noted. */
export interface ConnectionLog {
  command(text: string, encrypted: boolean): void;
  /** A response in a sign-in exchange. */
  credentials(encrypted: boolean): void;
}

/** What the servers of one scenario saw, the last thousand entries of it. */
export class CommandLog {
  readonly #entries: LogEntry[] = [];
  #connections = 0;

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  connected(service: Service, port: number): ConnectionLog {
    this.#connections += 1;
    const where = { service, port, connection: this.#connections };
    this.#add({ type: 'connected', ...where });
    return {
      command: (line, encrypted) => {
        const text = withholdCredentials(line);
        this.#add({ type: 'received', ...where, encrypted, text, credentials: text !== line });
      },
      credentials: (encrypted) => this.#add({ type: 'received', ...where, encrypted, text: withheld, credentials: true }),
    };
  }

  #add(entry: LogEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > longestLog) this.#entries.shift();
  }
}

/** People try the demo with passwords of their own: what follows LOGIN or a mechanism's name is not kept. */
function withholdCredentials(line: string): string {
  return line.replace(/^((?:\S+ +)?(?:LOGIN|AUTHENTICATE +\S+|AUTH +\S+)) +.+$/is, `$1 ${withheld}`);
}
