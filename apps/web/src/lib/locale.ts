import { chooseLocale } from '@inbox-connect/catalogue';
import type { Locale } from '@inbox-connect/core';

/** The language to begin with: that of the address (`?lang=sv`), the one chosen here before, or the browser's. */
export function preferredLocale(): Locale {
  return chooseLocale([new URLSearchParams(location.search).get(parameter), readChosen(), ...navigator.languages]);
}

/** Keeps a choice for the next visit, and in the address, so that whoever gets the link reads the same words. */
export function rememberLocale(locale: Locale): void {
  const address = new URL(location.href);
  address.searchParams.set(parameter, locale);
  history.replaceState(history.state, '', address);
  try {
    localStorage.setItem(storageKey, locale);
  } catch {
    // Storage is closed to us: the choice lasts as long as the address.
  }
}

const parameter = 'lang';
const storageKey = 'language';

function readChosen(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
