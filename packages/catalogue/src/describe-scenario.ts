import type { Catalogue } from './catalogue.ts';

/** A story of the mail lab in words; undefined for one that has none. */
export function describeScenario({ t, has }: Catalogue, name: string): { readonly title: string; readonly description: string } | undefined {
  const title = `lab.${name}.title`;
  const description = `lab.${name}.description`;
  return has(title) && has(description) ? { title: t(title), description: t(description) } : undefined;
}
