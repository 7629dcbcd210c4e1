import type { Catalogue } from './catalogue.ts';
import { wordsByLocale } from './words.ts';

/** A story of the mail lab in words; undefined for one that has none. */
export function describeScenario({ t }: Catalogue, name: string): { readonly title: string; readonly description: string } | undefined {
  return hasWords(name) ? { title: t(`lab.${name}.title`), description: t(`lab.${name}.description`) } : undefined;
}

function hasWords(name: string): name is keyof typeof wordsByLocale.en.lab {
  return Object.hasOwn(wordsByLocale.en.lab, name);
}
