import { chooseLocale } from '@inbox-connect/catalogue';
import { localeSchema } from '@inbox-connect/core';
import { ChevronDown } from 'lucide-react';
import { useLanguage } from '../lib/catalogue.ts';

/** Chooses the language. On a narrow page only its code is to be seen; the list itself is the system's own everywhere. */
export function LanguageMenu() {
  const { catalogue, choose } = useLanguage();
  const { t, locale } = catalogue;
  return (
    <label className="relative flex h-11 items-center gap-1 rounded-lg px-2 text-md text-mute hover:bg-soft hover:text-ink focus-within:outline-2 focus-within:outline-brand">
      <span className="sr-only">{t('page.language')}</span>
      <span aria-hidden className="max-sm:hidden">
        {t(`languages.${locale}`)}
      </span>
      <span aria-hidden translate="no" className="uppercase sm:hidden">
        {locale}
      </span>
      <ChevronDown aria-hidden className="size-4" />
      <select value={locale} onChange={(event) => choose(chooseLocale([event.target.value]))} className="absolute inset-0 cursor-pointer opacity-0">
        {localeSchema.options.map((option) => (
          <option key={option} value={option} lang={option}>
            {t(`languages.${option}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
