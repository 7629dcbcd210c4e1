import { simplify } from './words.ts';

/** A text that phrases are looked up in, with the groups of three letters that occur in it. */
export interface Searchable {
  readonly text: string;
  readonly groups: Uint8Array;
}

/** A phrase in its parts, which must follow one another. */
export interface Phrase {
  readonly parts: readonly string[];
  /** Where the first and the last three letters of each part stand in `groups`. */
  readonly places: readonly number[];
}

const groupSize = 3;
const groupSpace = 4_096;

/** Readies a server's words; nearly every phrase is then ruled out without a search. */
export function searchable(text: string): Searchable {
  const groups = new Uint8Array(groupSpace);
  for (let index = 0; index + groupSize <= text.length; index += 1) groups[placeOf(text, index)] = 1;
  return { text, groups };
}

/** `a … b` asks for a and, later, b. Accents and capitals do not count. */
export function phrasesOf(phrases: readonly string[]): readonly Phrase[] {
  return phrases.map((phrase) => {
    const parts = phrase.split(' … ').map(simplify);
    const long = parts.filter((part) => part.length >= groupSize);
    return { parts, places: long.flatMap((part) => [placeOf(part, 0), placeOf(part, part.length - groupSize)]) };
  });
}

/** One of the phrases occurs; the time that it takes grows with the text's length, no faster. */
export function says({ text, groups }: Searchable, phrases: readonly Phrase[]): boolean {
  for (const { parts, places } of phrases) if (areMarked(groups, places) && follow(text, parts)) return true;
  return false;
}

function areMarked(groups: Uint8Array, places: readonly number[]): boolean {
  for (const place of places) if (groups[place] === 0) return false;
  return true;
}

function follow(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return true;
}

function placeOf(text: string, index: number): number {
  return (text.charCodeAt(index) * 961 + text.charCodeAt(index + 1) * 31 + text.charCodeAt(index + 2)) % groupSpace;
}
