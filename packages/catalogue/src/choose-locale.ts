import { type Locale, localeSchema } from '@inbox-connect/core';

/** The first of the wanted languages that we have, `sv` for `sv-SE` (RFC 5646) and `sv_SE.UTF-8` (POSIX) alike; English when there is none. */
export function chooseLocale(wanted: readonly (string | null | undefined)[]): Locale {
  const languages = wanted.map((tag) => tag?.split(/[-_.@]/, 1)[0]?.toLowerCase());
  return languages.flatMap((language) => localeSchema.options.filter((locale) => locale === language))[0] ?? 'en';
}
