/** Groups of languages, so that a reader finds a phrase; they are looked up alike. */
type Languages = 'english' | 'european' | 'cyrillic' | 'asian';

/** Phrases in the languages that servers speak, as `listed` reads them. */
export function spoken(texts: Readonly<Partial<Record<Languages, string>>>): readonly string[] {
  return Object.values(texts).flatMap(listed);
}

/** Phrases between bars or on lines of their own; `·` is the place where a word begins or ends. */
export function listed(text: string): readonly string[] {
  return text
    .split(/[|\n]/)
    .map((phrase) => phrase.trim().replaceAll('·', ' '))
    .filter((phrase) => phrase !== '');
}
