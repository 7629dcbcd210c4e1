import { simplify } from './words.ts';

/** Phrases of which one has to occur; all lists that there are get looked up in one walk through a text. */
export interface PhraseList {
  readonly number: number;
}

/** A text, and which lists of phrases occur in it. */
export interface Searchable {
  readonly occurs: Uint8Array;
}

/** A phrase of a list, in parts that must follow one another. */
interface Phrase {
  readonly list: PhraseList;
  readonly first: string;
  readonly rest: readonly string[];
}

const headLength = 3;
const headSpace = 4_096;

/** By a hash of their first three letters; the few that are shorter stand apart. */
const byHead: Phrase[][] = Array.from({ length: headSpace }, () => []);
const short: Phrase[] = [];
let lists = 0;

/** Readies phrases for being looked up: `a … b` asks for a and, later, b. Accents and capitals do not count. */
export function phrasesOf(phrases: readonly string[]): PhraseList {
  const list = { number: lists };
  lists += 1;
  for (const phrase of phrases) {
    const [first = '', ...rest] = phrase.split(' … ').map(simplify);
    const entry = { list, first, rest };
    if (first.length < headLength) short.push(entry);
    else byHead[headOf(first, 0)]?.push(entry);
  }
  return list;
}

/** Looks all phrases up; the time that it takes grows with the text's length, no faster. */
export function searchable(text: string): Searchable {
  const occurs = new Uint8Array(lists);
  /** What does not follow the first place of a phrase's beginning follows no later one. */
  const failed = new Set<Phrase>();
  for (let index = 0; index + headLength <= text.length; index += 1) {
    for (const phrase of byHead[headOf(text, index)] ?? []) {
      const { list, first, rest } = phrase;
      if (occurs[list.number] === 1 || !text.startsWith(first, index) || failed.has(phrase)) continue;
      if (follow(text, rest, index + first.length)) occurs[list.number] = 1;
      else failed.add(phrase);
    }
  }
  for (const { list, first, rest } of short) {
    const index = text.indexOf(first);
    if (index >= 0 && follow(text, rest, index + first.length)) occurs[list.number] = 1;
  }
  return { occurs };
}

/** One of the phrases occurs. */
export function says({ occurs }: Searchable, list: PhraseList): boolean {
  return occurs[list.number] === 1;
}

function follow(text: string, parts: readonly string[], start: number): boolean {
  let from = start;
  for (const part of parts) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return true;
}

function headOf(text: string, index: number): number {
  return (text.charCodeAt(index) * 961 + text.charCodeAt(index + 1) * 31 + text.charCodeAt(index + 2)) % headSpace;
}
