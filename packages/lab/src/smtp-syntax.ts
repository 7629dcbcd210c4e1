import type { LineConnection } from './line-connection.ts';

/** The argument of MAIL or RCPT: an address without its brackets (empty for the null path) and the parameters, names in capitals. */
export interface Path {
  readonly address: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads `FROM:<address> NAME=value` (RFC 5321 s.4.1.2); source routes are dropped. */
export function readPath(argument: string, keyword: 'FROM' | 'TO'): Path | undefined {
  const [, word, address, rest = ''] = /^(FROM|TO): ?<(?:@[^:>]*:)?([^<>\s\p{Cc}]*)>((?: +[^ ]+)*)$/iu.exec(argument) ?? [];
  if (address === undefined || word?.toUpperCase() !== keyword) return undefined;
  if (address !== '' && !/^[^@]+@[^@]+$/.test(address)) return undefined;
  const parameters = rest
    .split(' ')
    .filter((parameter) => parameter !== '')
    .map((parameter): [string, string] => {
      const [name = '', ...value] = parameter.split('=');
      return [name.toUpperCase(), value.join('=')];
    });
  return { address, parameters: new Map(parameters) };
}

/**
 * Reads what follows DATA up to the line with only a dot and takes the stuffed dots out (RFC 5321 s.4.5.2). Only CR LF
 * ends a line here: a bare line feed must not end a message (RFC 5321 s.2.3.8). Nothing when the client is gone.
 */
export async function readMessage(connection: LineConnection, largest: number): Promise<Buffer | 'too-big' | undefined> {
  const lines: Buffer[] = [];
  let size = 0;
  let atLineStart = true;
  for (;;) {
    const line = await connection.readLine();
    if (line === undefined) return undefined;
    const stuffed = atLineStart && line[0] === dot;
    if (stuffed && line.length === 3 && line[1] === carriageReturn) break;
    const kept = stuffed ? line.subarray(1) : line;
    size += kept.length;
    if (size <= largest) lines.push(kept);
    atLineStart = line.at(-2) === carriageReturn;
  }
  return size > largest ? 'too-big' : Buffer.concat(lines);
}

const dot = 0x2e;
const carriageReturn = 0x0d;
