/** One form of a secret, and how many characters of it in a row give it away. */
export interface SecretForm {
  readonly text: string;
  readonly fragment: number;
}

/** Nothing but letters and spaces, or digits: as likely a word or a number of somebody else as a part of a secret. */
const ordinary = /^(?:\p{Lu}?[\p{Ll} ]+|[\p{Lu} ]+|\d+)$/u;

/**
 * The first characters of a fragment, hashed, rule out almost every place of a text at once: all that a server says is
 * searched, most of it for nothing. No fragment is shorter.
 */
const headLength = 5;
const headShift = 3;
const headSpace = 2 ** (headLength * headShift);

/**
 * Builds a function that replaces every run of characters that are a part of a secret, however somebody cut it: a server
 * that echoes a sign-in over several lines breaks it where it likes. Parts that could be ordinary words are left alone, since
 * the reason of a refusal is in words.
 */
export function createFragmentRedactor(forms: readonly SecretForm[], token: string): (text: string) => string {
  const bySize = [...Map.groupBy(forms, ({ fragment }) => fragment)].map(([size, group]) => ({
    size,
    fragments: new Set(group.flatMap(({ text }) => windowsOf(text, size)).filter((fragment) => !ordinary.test(fragment))),
  }));
  const isHead = new Uint8Array(headSpace);
  for (const fragment of bySize.flatMap(({ fragments }) => [...fragments])) isHead[hashOfHead(fragment)] = 1;
  return (text) => {
    let redacted = '';
    let told = 0;
    // From `start` to `end` belongs to a run of the secret.
    let [start, end] = [0, 0];
    const finishRun = () => {
      if (end === start) return;
      redacted += text.slice(told, start) + token;
      told = end;
    };
    let hash = 0;
    for (let last = 0; last < text.length; last += 1) {
      hash = hashNext(hash, text, last);
      const index = last - headLength + 1;
      if (index < 0 || isHead[hash] !== 1) continue;
      const reach = Math.max(0, ...bySize.map(({ size, fragments }) => (fragments.has(text.slice(index, index + size)) ? index + size : 0)));
      if (reach === 0) continue;
      if (index > end || end === start) {
        finishRun();
        start = index;
      }
      end = Math.max(end, reach);
    }
    finishRun();
    return redacted + text.slice(told);
  };
}

function windowsOf(text: string, size: number): string[] {
  return Array.from({ length: Math.max(0, text.length - size + 1) }, (_, index) => text.slice(index, index + size));
}

function hashOfHead(fragment: string): number {
  let hash = 0;
  for (let index = 0; index < headLength; index += 1) hash = hashNext(hash, fragment, index);
  return hash;
}

/** Depends on the last `headLength` characters alone: older ones have been shifted out. */
function hashNext(hash: number, text: string, index: number): number {
  return ((hash << headShift) ^ text.charCodeAt(index)) & (headSpace - 1);
}
