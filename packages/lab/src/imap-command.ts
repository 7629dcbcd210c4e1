import type { LineConnection } from './line-connection.ts';

/** An argument of a command: strings that were quoted or sent as literals may hold anything, atoms may not. */
export type ImapValue =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly ImapValue[] };

export interface ImapCommand {
  readonly tag: string;
  /** In capitals. */
  readonly name: string;
  readonly arguments: readonly ImapValue[];
}

/** A command as it arrived: read, or not to be understood, with the tag when at least that was. */
export type ReceivedCommand =
  | { readonly type: 'command'; readonly command: ImapCommand; readonly text: string }
  | { readonly type: 'malformed'; readonly tag: string | undefined; readonly text: string }
  | { readonly type: 'literal-too-big'; readonly tag: string | undefined; readonly text: string; readonly synchronizing: boolean };

const largestLiteral = 1_048_576;

/** Reads a whole command with its literals, synchronizing or not (RFC 9051 s.4.3); nothing when the client is gone. */
export async function readCommand(connection: LineConnection): Promise<ReceivedCommand | undefined> {
  const parts: Part[] = [];
  for (;;) {
    const line = await connection.readLine();
    if (line === undefined) return undefined;
    const text = line.toString().replace(/\r?\n$/, '');
    const [announcement, digits, plus] = /\{(\d{1,10})(\+?)\}$/.exec(text) ?? [];
    if (announcement === undefined) return parse([...parts, { text }]);
    const size = Number(digits);
    const before = text.slice(0, -announcement.length);
    if (size > largestLiteral) {
      const read = [...parts, { text: before }];
      return { type: 'literal-too-big', tag: tagOf(read), text: textOf(read), synchronizing: plus === '' };
    }
    if (plus === '') connection.write('+ Go on\r\n');
    const literal = await connection.readBytes(size);
    if (literal === undefined) return undefined;
    parts.push({ text: before }, { literal: literal.toString() });
  }
}

type Part = { readonly text: string } | { readonly literal: string };

function parse(parts: readonly Part[]): ReceivedCommand {
  const tag = tagOf(parts);
  const text = textOf(parts);
  const tokens = parts.flatMap((part): readonly (Token | undefined)[] => ('text' in part ? tokensOf(part.text) : [{ kind: 'string', text: part.literal }]));
  const [, name] = tokens;
  const values = nest(tokens.slice(2));
  if (tag === undefined || name?.kind !== 'atom' || values === undefined) return { type: 'malformed', tag, text };
  return { type: 'command', command: { tag, name: name.text.toUpperCase(), arguments: values }, text };
}

function tagOf([first]: readonly Part[]): string | undefined {
  if (first === undefined || !('text' in first)) return undefined;
  return /^[^\s(){%*"\\+\p{Cc}]+(?= )/u.exec(first.text)?.[0];
}

function textOf(parts: readonly Part[]): string {
  return parts.map((part) => ('text' in part ? part.text : part.literal)).join('');
}

type Token = Exclude<ImapValue, { kind: 'list' }> | { readonly kind: '(' } | { readonly kind: ')' };

/** Atoms here include what stands in the brackets of a section: `BODY.PEEK[HEADER.FIELDS (SUBJECT)]<0.10>`. */
const token = /(?<space> +)|(?<bracket>[()])|"(?<quoted>(?:[^"\\\r\n]|\\["\\])*)"|(?<atom>(?:\[[^\]]*\]|[^\s(){"[\]\p{Cc}])+)/uy;

/** One `undefined` among the tokens: there is something that is no token. */
function tokensOf(text: string): readonly (Token | undefined)[] {
  const tokens: (Token | undefined)[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const groups = token.exec(text)?.groups;
    if (groups === undefined) return [...tokens, undefined];
    if (groups['atom'] !== undefined) tokens.push({ kind: 'atom', text: groups['atom'] });
    else if (groups['quoted'] !== undefined) tokens.push({ kind: 'string', text: groups['quoted'].replaceAll(/\\(.)/g, '$1') });
    else if (groups['bracket'] !== undefined) tokens.push({ kind: groups['bracket'] === '(' ? '(' : ')' });
  }
  return tokens;
}

/** Nothing when a token or a parenthesis is out of place. */
function nest(tokens: readonly (Token | undefined)[]): readonly ImapValue[] | undefined {
  const open: ImapValue[][] = [[]];
  for (const each of tokens) {
    if (each === undefined) return undefined;
    if (each.kind === '(') open.push([]);
    else if (each.kind === ')') {
      const items = open.length > 1 ? open.pop() : undefined;
      if (items === undefined) return undefined;
      open.at(-1)?.push({ kind: 'list', items });
    } else open.at(-1)?.push(each);
  }
  return open.length === 1 ? open[0] : undefined;
}
