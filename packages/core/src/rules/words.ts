/**
 * Makes a server's text ready for phrases to be looked up in: lower case, no accents, one space between words, codes left
 * out, and with them everything that a stranger may have chosen: addresses, host names, links. Begins and ends with a space.
 * Linear in the text's length.
 */
export function wordsOf(text: string): string {
  const words = simplify(text)
    .split(/\s+/)
    .map((word) => word.replace(/^[245]\d\d-/, ''))
    .filter((word) => word !== '' && !isCode(word) && !isChosenByStrangers(word));
  return ` ${words.join(' ')} `;
}

/** Lower case without accents, so that a phrase needs to be written down once. */
export function simplify(text: string): string {
  const lower = text.toLowerCase().replaceAll('’', "'");
  return isAscii(lower) ? lower : lower.normalize('NFKD').replaceAll(/\p{M}+/gu, '');
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false;
  return true;
}

/** A reply code or an enhanced status code: they are read elsewhere, and cut sentences where a reply has several lines. */
function isCode(word: string): boolean {
  return /^[245]\d\d[-:]?$|^#?[245]\.\d{1,3}\.\d{1,3}[:,]?$/.test(word);
}

function isChosenByStrangers(word: string): boolean {
  return word.includes('@') || word.includes('://') || /^<[^<>]*>[:,.;]*$/.test(word) || /[a-z0-9-]\.[a-z]{2}/.test(word);
}
