import { type Locale, localeSchema } from '@inbox-connect/core';
import { createFormats, type Formats } from './formats.ts';
import { interpolate, type Values } from './interpolate.ts';
import { type Words, wordsByLocale } from './words.ts';

/** The path of a sentence: file, then keys, joined by dots. The forms `_one` and `_other` of a plural are one key, with `count` among its values. */
export type MessageKey = KeysOf<Words>;

type KeysOf<T> = { [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${KeysOf<T[K]>}` }[keyof T & string];
type WithoutPlural<K extends string> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;

/** The words of one language, and its way of writing numbers, dates and times. */
export interface Catalogue extends Formats {
  readonly locale: Locale;
  /** The sentence for a key. Values stand in it as they are: whoever shows the sentence escapes it. */
  t(key: MessageKey, values?: Values): string;
}

/** The languages in which every sentence exists. */
export const availableLocales: readonly Locale[] = localeSchema.options.filter((locale) => wordsByLocale[locale] !== undefined);

/** The catalogue of a language; English where that language is not complete yet. */
export function createCatalogue(wanted: Locale): Catalogue {
  const locale = wordsByLocale[wanted] === undefined ? 'en' : wanted;
  const sentences = flatten(wordsByLocale[locale] ?? wordsByLocale.en);
  const plural = new Intl.PluralRules(locale);
  const sentence = (key: MessageKey, count: string | number | undefined) =>
    (typeof count === 'number' ? sentences.get(`${key}_${plural.select(count)}`) : undefined) ?? sentences.get(key) ?? key;
  const t = (key: MessageKey, values: Values = {}) => interpolate(sentence(key, values['count']), values);
  return { locale, t, ...createFormats(locale, t) };
}

interface Tree {
  readonly [key: string]: string | Tree;
}

function flatten(tree: Tree, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): readonly (readonly [string, string])[] =>
      typeof value === 'string' ? [[path + key, value]] : [...flatten(value, `${path}${key}.`)],
    ),
  );
}
