import type { Catalogue } from '@inbox-connect/catalogue';
import type { Locale } from '@inbox-connect/core';
import { createContext, use, useEffect } from 'react';

/** The language of the page, and how to change it. */
export interface Language {
  readonly catalogue: Catalogue;
  /** Why words that were asked for are not there. */
  readonly error: Error | null;
  readonly choose: (locale: Locale) => void;
  readonly wantAll: () => void;
  /** Asks once more for words that did not come. */
  readonly retry: () => void;
}

export const LanguageContext = createContext<Language | null>(null);

export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (language === null) throw new Error('The page has no language yet');
  return language;
}

/** The words of the language that the page is shown in. */
export function useCatalogue(): Catalogue {
  return useLanguage().catalogue;
}

/** Asks for the words that the form does not need, once they are wanted. */
export function useAllWords(areWanted: boolean): { readonly areThere: boolean; readonly failed: boolean; readonly retry: () => void } {
  const { catalogue, error, wantAll, retry } = useLanguage();
  useEffect(() => {
    if (areWanted) wantAll();
  }, [areWanted, wantAll]);
  return { areThere: catalogue.isWhole, failed: error !== null && !catalogue.isWhole, retry };
}
