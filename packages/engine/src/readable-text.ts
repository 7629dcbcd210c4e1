/** Controls, bidi and zero-width characters, lone surrogates, line and paragraph separators: what can disguise a text. */
export const disguise = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Makes a stranger's text safe to show: what cannot be seen is written as an escape (`\u{202e}`), and `longest` characters are kept. */
export function readableText(text: string, longest = 500): string {
  // Cut first: an escape is longer than what it stands for, and a text of megabytes must not be searched.
  const visible = text.slice(0, longest).replace(disguise, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return visible.length > longest || text.length > longest ? `${visible.slice(0, longest - 1)}…` : visible;
}
