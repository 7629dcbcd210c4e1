import type { Locale } from '@inbox-connect/core';
import { flatten, type Tree } from './flatten.ts';
import { createFormats, type Formats } from './formats.ts';
import { interpolate, type Values } from './interpolate.ts';
import { type FirstWords, type FurtherWords, type GuideWords, languages } from './words.ts';

/** The path of a sentence: file, then keys, joined by dots. The forms `_one` and `_other` of a plural are one key, with `count` among its values. */
export type MessageKey = KeysOf<FirstWords & FurtherWords>;

type KeysOf<T> = { [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${KeysOf<T[K]>}` }[keyof T & string];
type WithoutPlural<K extends string> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;

/** The words of one language, and its way of writing numbers, dates and times. */
export interface Catalogue extends Formats {
  readonly locale: Locale;
  /** False while only the words of the form and of a running check are there. */
  readonly isWhole: boolean;
  /** The sentence for a key. Values stand in it as they are: whoever shows the sentence escapes it. */
  t(key: MessageKey, values?: Values): string;
  /** Whether there is a sentence for a key that is put together from what somebody else said. */
  has(key: string): key is MessageKey;
}

/** A catalogue that has the words of the troubleshooting guide too. */
export interface GuideCatalogue extends Catalogue {
  t(key: MessageKey | KeysOf<{ readonly guide: GuideWords }>, values?: Values): string;
}

/** All words of a language. */
export async function loadCatalogue(locale: Locale): Promise<Catalogue> {
  const { first, further } = languages[locale];
  const [firstWords, furtherWords] = await Promise.all([first(), further()]);
  return createCatalogue(locale, { ...firstWords, ...furtherWords }, true);
}

/** Only the words of the form and of a running check. */
export async function loadFirstWords(locale: Locale): Promise<Catalogue> {
  return createCatalogue(locale, await languages[locale].first(), false);
}

/** All words of a language together with those of the troubleshooting guide. */
export async function loadGuideCatalogue(locale: Locale): Promise<GuideCatalogue> {
  const { first, further, guide } = languages[locale];
  const [firstWords, furtherWords, guideWords] = await Promise.all([first(), further(), guide()]);
  return createCatalogue(locale, { ...firstWords, ...furtherWords, guide: guideWords }, true);
}

function createCatalogue(locale: Locale, words: Tree, isWhole: boolean) {
  const sentences = flatten(words);
  const plural = new Intl.PluralRules(locale);
  const sentence = (key: string, count: string | number | undefined) =>
    (typeof count === 'number' ? sentences.get(`${key}_${plural.select(count)}`) : undefined) ?? sentences.get(key) ?? key;
  const t = (key: string, values: Values = {}) => interpolate(sentence(key, values['count']), values);
  return { locale, isWhole, t, has: (key: string): key is MessageKey => sentences.has(key), ...createFormats(locale, t) };
}
