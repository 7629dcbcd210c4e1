import type { Locale } from '@inbox-connect/core';
import type { firstWords as english } from './en/first-words.ts';
import type { furtherWords as furtherEnglish } from './en/further-words.ts';
import type guideEnglish from './en/guide.json';

/** What the form and a running check say. English defines which words there are. */
export type FirstWords = typeof english;

/** What is said elsewhere. */
export type FurtherWords = typeof furtherEnglish;

/** What the troubleshooting guide says. */
export type GuideWords = typeof guideEnglish;

interface Language {
  first(): Promise<FirstWords>;
  further(): Promise<FurtherWords>;
  guide(): Promise<GuideWords>;
}

/** Each language comes when it is asked for, in parts, so that the first page need not bring what few of its readers see. */
export const languages: Readonly<Record<Locale, Language>> = {
  en: {
    first: async () => (await import('./en/first-words.ts')).firstWords,
    further: async () => (await import('./en/further-words.ts')).furtherWords,
    guide: async () => (await import('./en/guide.json', { with: { type: 'json' } })).default,
  },
  sv: {
    first: async () => (await import('./sv/first-words.ts')).firstWords,
    further: async () => (await import('./sv/further-words.ts')).furtherWords,
    guide: async () => (await import('./sv/guide.json', { with: { type: 'json' } })).default,
  },
  nl: {
    first: async () => (await import('./nl/first-words.ts')).firstWords,
    further: async () => (await import('./nl/further-words.ts')).furtherWords,
    guide: async () => (await import('./nl/guide.json', { with: { type: 'json' } })).default,
  },
};
