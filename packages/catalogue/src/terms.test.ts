import { type Locale, localeSchema } from '@inbox-connect/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { flatten } from './flatten.ts';
import terms from './terms.json' with { type: 'json' };
import { messages } from './test-message.ts';
import { languages } from './words.ts';

type Sentences = ReadonlyMap<string, string>;

const sentences = new Map<Locale, Sentences>();
const sentencesIn = (locale: Locale): Sentences => sentences.get(locale) ?? new Map();
const translations = ['sv', 'nl'] as const;

beforeAll(async () => {
  for (const locale of localeSchema.options) {
    const { first, further, guide } = languages[locale];
    sentences.set(locale, flatten({ ...(await first()), ...(await further()), guide: await guide(), message: messages[locale] }));
  }
});

/** What a cipher, a field or a command is called is no word of ours. */
const namesOfCode = ['cli.diagnose.format'];

/** A sentence without the places of its values and without the names that no language translates. */
function wordsOf(sentence: string): string {
  const text = sentence.replaceAll(/\{\{\w+\}\}/g, ' ');
  return terms.names.reduce((rest, name) => rest.replaceAll(new RegExp(`(?<![\\p{L}-])${RegExp.escape(name)}(?![\\p{L}])`, 'gu'), ' '), text);
}

function placesIn(sentence: string): readonly string[] {
  return [...new Set(sentence.match(/\{\{\w+\}\}/g))].toSorted();
}

/** Whether a term stands in a sentence, also in a compound (`IMAP-certifikat`) and inflected (`brevlådan`). */
function hasTerm(sentence: string, term: string): boolean {
  return new RegExp(RegExp.escape(term.replace(/(?<=.{4})[aeo]$/, '')), 'iu').test(sentence);
}

/** Whether a sentence has a word, a long one also with an ending. A capital at its beginning counts. */
function hasWord(sentence: string, word: string): boolean {
  const flags = /^\p{Lu}\p{Ll}/u.test(word) ? 'u' : 'iu';
  const end = word.length < 6 ? '(?![\\p{L}])' : '';
  return new RegExp(`(?<![\\p{L}-])${RegExp.escape(word)}${end}`, flags).test(wordsOf(sentence));
}

function offences(locale: Locale, isWrong: (sentence: string, key: string) => boolean): readonly string[] {
  return [...sentencesIn(locale)].filter(([key, sentence]) => isWrong(sentence, key)).map(([key, sentence]) => `${key}: ${sentence}`);
}

describe.each(translations)('Every sentence in %s', (locale) => {
  it('has its counterpart in English, and the other way round', () => {
    expect([...sentencesIn(locale).keys()]).toEqual([...sentencesIn('en').keys()]);
  });

  it('takes the same values as in English', () => {
    expect(offences(locale, (sentence, key) => placesIn(sentence).join() !== placesIn(sentencesIn('en').get(key) ?? '').join())).toEqual([]);
  });

  it('is translated', () => {
    const isSame = (key: string) => terms.sameByNature[locale].some((path) => key === path || key.startsWith(`${path}.`));
    expect(offences(locale, (sentence, key) => sentence === sentencesIn('en').get(key) && /\p{L}/u.test(wordsOf(sentence)) && !isSame(key))).toEqual([]);
    expect(terms.sameByNature[locale].filter((path) => ![...sentencesIn(locale).keys()].some((key) => key === path || key.startsWith(`${path}.`)))).toEqual([]);
  });

  it('ends as in English: a sentence as a sentence, a label as a label', () => {
    const ending = (sentence: string) => /[.?!:…]?$/u.exec(sentence)?.[0];
    expect(offences(locale, (sentence, key) => ending(sentence) !== ending(sentencesIn('en').get(key) ?? ''))).toEqual([]);
  });

  it.each(terms.concepts.map((concept) => [concept.en[0], concept] as const))('has the one term for “%s”', (_, concept) => {
    const english = [...sentencesIn('en')].filter(([key, sentence]) => !namesOfCode.includes(key) && concept.en.some((term) => hasWord(sentence, term)));
    expect(english).not.toEqual([]);
    const translated = english.map(([key]) => `${key}: ${sentencesIn(locale).get(key)}`);
    expect(translated.filter((sentence) => !concept[locale].some((term) => hasTerm(sentence, term)))).toEqual([]);
  });
});

describe.each(localeSchema.options)('Every sentence in %s', (locale) => {
  it.each(terms.concepts.map((concept) => [concept[locale][0], concept.never[locale]] as const))('has no other word for “%s”', (_, synonyms) => {
    expect(offences(locale, (sentence, key) => !namesOfCode.includes(key) && synonyms.some((synonym) => hasWord(sentence, synonym)))).toEqual([]);
  });

  it('speaks to the reader as to an equal, and blames nobody', () => {
    expect(offences(locale, (sentence) => terms.address[locale].never.some((word) => hasWord(sentence, word)))).toEqual([]);
  });

  it('is set as print is, and on the command line in columns', () => {
    const quotes = { en: /["'„”‘«»]|“(?![^“”]*”)/u, sv: /["'„“‘«»]/u, nl: /["'„“”«»]/u }[locale];
    expect(offences(locale, (sentence, key) => / {2}|^ | $|\.\.\.|\s[,.;:?!](?:\s|$)| - /u.test(sentence) && !key.startsWith('cli.'))).toEqual([]);
    expect(offences(locale, (sentence) => quotes.test(locale === 'en' ? sentence.replaceAll(/“[^“”]*”/g, '') : sentence))).toEqual([]);
  });
});
