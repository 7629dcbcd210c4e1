import { loadCatalogue, loadFirstWords } from '@inbox-connect/catalogue';
import type { Locale } from '@inbox-connect/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useLayoutEffect, useMemo, useState } from 'react';
import { LanguageContext } from '../lib/catalogue.ts';
import { preferredLocale, rememberLocale } from '../lib/locale.ts';

/** Shows the page in the language that was chosen last. Until its words are there, and when they cannot be had, the page keeps those it has. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setLocale] = useState(preferredLocale);
  const [wantsAll, setWantsAll] = useState(false);
  const {
    data: catalogue,
    error,
    refetch,
  } = useQuery({
    queryKey: ['words', locale, wantsAll],
    queryFn: () => (wantsAll ? loadCatalogue(locale) : loadFirstWords(locale)),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    retry: 2,
  });
  useLayoutEffect(() => {
    if (catalogue !== undefined) document.documentElement.lang = catalogue.locale;
  }, [catalogue]);
  const language = useMemo(() => {
    const choose = (chosen: Locale) => {
      rememberLocale(chosen);
      setLocale(chosen);
    };
    return catalogue && { catalogue, error, choose, wantAll: () => setWantsAll(true), retry: () => void refetch() };
  }, [catalogue, error, refetch]);
  return language && <LanguageContext value={language}>{children}</LanguageContext>;
}
