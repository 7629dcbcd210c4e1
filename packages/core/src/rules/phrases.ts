import { simplify } from './words.ts';

/** A text that phrases are looked up in, with the groups of three letters that occur in it. */
export interface Searchable {
  readonly text: string;
  readonly groups: Uint8Array;
}

/** A phrase in its parts, which must follow one another. */
export type Phrase = readonly Part[];

interface Part {
  readonly text: string;
  /** Where the first and the last three letters stand in `groups`; none for a part that is shorter. */
  readonly ends: readonly number[];
}

const groupSize = 3;
const groupSpace = 8_192;

/** Readies a server's words; nearly every phrase is then ruled out without a search. */
export function searchable(words: string): Searchable {
  const groups = new Uint8Array(groupSpace);
  for (let index = 0; index + groupSize <= words.length; index += 1) groups[placeOf(words, index)] = 1;
  return { text: words, groups };
}

/** `a … b` asks for a and, later, b. Accents and capitals do not count. */
export function phrasesOf(phrases: readonly string[]): readonly Phrase[] {
  return phrases.map((phrase) =>
    phrase
      .split(' … ')
      .map(simplify)
      .map((text) => ({ text, ends: text.length < groupSize ? [] : [placeOf(text, 0), placeOf(text, text.length - groupSize)] })),
  );
}

/** One of the phrases occurs; as fast as the text is long. */
export function says({ text, groups }: Searchable, phrases: readonly Phrase[]): boolean {
  return phrases.some((parts) => parts.every(({ ends }) => ends.every((place) => groups[place] === 1)) && follow(text, parts));
}

function follow(text: string, parts: Phrase): boolean {
  let from = 0;
  for (const part of parts) {
    const found = text.indexOf(part.text, from);
    if (found < 0) return false;
    from = found + part.text.length;
  }
  return true;
}

function placeOf(text: string, index: number): number {
  return (text.charCodeAt(index) * 961 + text.charCodeAt(index + 1) * 31 + text.charCodeAt(index + 2)) % groupSpace;
}
