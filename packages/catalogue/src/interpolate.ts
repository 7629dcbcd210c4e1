/** What stands in a sentence in place of `{{name}}`. */
export type Values = Readonly<Record<string, string | number>>;

/** Puts the values into a sentence, once: what a value contains is never read as a place for another one. */
export function interpolate(sentence: string, values: Values): string {
  return sentence.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place));
}
