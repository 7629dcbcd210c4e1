import type { Locale } from '@inbox-connect/core';
import { availableLocales } from './words.ts';

/** The first of the wanted languages that we have, `sv` for `sv-SE` (RFC 5646) and `sv_SE.UTF-8` (POSIX) alike; English when there is none. */
export function chooseLocale(wanted: readonly (string | null | undefined)[]): Locale {
  const languages = wanted.map((tag) => tag?.split(/[-_.@]/, 1)[0]?.toLowerCase());
  return languages.flatMap((language) => availableLocales.filter((locale) => locale === language))[0] ?? 'en';
}
