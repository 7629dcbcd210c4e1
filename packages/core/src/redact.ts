import { createFragmentRedactor } from './redact-fragments.ts';
import { createLineRedactor, isOrdinary } from './redact-ordinary.ts';

/** Stands where a secret stood. */
export const redactionToken = '[redacted]';

/** Replaces every trace of the secrets in a text. */
export type Redactor = (text: string) => string;

/** Secrets shorter than this are only recognised whole, not in halves: their halves are ordinary words. */
const shortestHalf = 6;
/** Base64 of so many characters. */
const shortestBlob = 8;
/** A code of fewer characters is not worth looking for: it could be any number or word. */
const shortestCode = 4;

/** What a redactor knows. */
interface SignIn {
  readonly password: string;
  readonly username: string;
  /** Whether a server may know the password by now; before, what looks like an ordinary one is chance, and hiding it would tell. */
  readonly hasBeenSent?: () => boolean;
}

/**
 * Builds a redactor by value for a sign-in: the password plain, in base64 at its three alignments, in the blobs of SASL
 * PLAIN and LOGIN (RFC 4616), hexadecimal, percent-encoded, quoted-printable, as a quoted IMAP string, as HTML, in halves and,
 * of the forms that servers echo, in pieces. A password that could be an ordinary word takes the whole line with it, and
 * what servers say anyway is left alone.
 */
export function createRedactor({ password, username, hasBeenSent = () => true }: SignIn): Redactor {
  if (password === '') return (text) => text;
  const bytes = utf8(password);
  const blobs = [utf8(`\u0000${username}\u0000${password}`).toBase64(), utf8(`${username}\u0000${username}\u0000${password}`).toBase64(), bytes.toBase64()];
  const needles = new Set<string>([
    password,
    password.replaceAll('\\', '\\\\').replaceAll('"', '\\"'),
    htmlEscaped(password),
    ...blobs,
    bytes.toBase64({ alphabet: 'base64url', omitPadding: true }),
    ...base64Alignments(bytes),
    bytes.toHex(),
    encodeURIComponent(password.toWellFormed()),
    quotedPrintable(bytes),
    ...['=', '%'].map((mark) => Array.from(bytes, (byte) => mark + hexadecimal(byte)).join('')),
    JSON.stringify(password).slice(1, -1),
    ...halvesOf(password),
  ]);
  const ordinary = isOrdinary(password);
  const isSought = (needle: string) => needle.length >= (ordinary ? shortestBlob : Math.min(4, password.length)) && !(ordinary && needle === password);
  const longestFirst = [...needles].filter(isSought).sort((left, right) => right.length - left.length);
  const pattern = new RegExp(longestFirst.map((needle) => RegExp.escape(needle)).join('|'), 'gi');
  const redactFragments = createFragmentRedactor(
    [
      { text: password, fragment: shortestHalf },
      ...[...blobs, ...base64Alignments(bytes)].map((text) => ({ text, fragment: shortestBlob })),
      ...[bytes.toHex(), bytes.toHex().toUpperCase()].map((text) => ({ text, fragment: 2 * shortestHalf })),
    ],
    redactionToken,
  );
  const redactForms = (text: string) => redactFragments(text.replace(pattern, redactionToken));
  if (!ordinary) return redactForms;
  const shortForms = [...needles].filter((needle) => needle === password || (needle.length >= shortestCode && needle.length < shortestBlob));
  const redactLines = createLineRedactor(
    shortForms.map((text) => ({ text, anywhere: text === password && password.length > 3 })),
    redactionToken,
  );
  return (text) => redactForms(hasBeenSent() ? redactLines(text) : text);
}

/** Redacts every string inside a plain value, keeping its shape. */
export function redactDeep<T>(value: T, redact: Redactor): T {
  if (typeof value === 'string') return redact(value) as T;
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redact)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const redacted = { ...value };
  for (const key in redacted) redacted[key] = redactDeep(redacted[key], redact);
  return redacted;
}

/** Base64 of the secret inside a longer text: the characters that depend on the secret alone, for each of three alignments. */
function base64Alignments(bytes: Uint8Array): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const encoded = new Uint8Array([...new Uint8Array(shift), ...bytes]).toBase64({ omitPadding: true });
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(((shift + bytes.length) * 8) / 6);
    const own = encoded.slice(first, last);
    return own.length >= shortestHalf ? [own] : [];
  });
}

function htmlEscaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

function quotedPrintable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte > 32 && byte < 127 && byte !== 61 ? String.fromCharCode(byte) : `=${hexadecimal(byte)}`)).join('');
}

function hexadecimal(byte: number): string {
  return `${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function halvesOf(password: string): string[] {
  const middle = Math.ceil(password.length / 2);
  return [password.slice(0, middle), password.slice(middle)].filter((half) => half.length >= shortestHalf);
}

/** UTF-8 (RFC 3629 s.3) by hand: nothing of Node or the browser is at hand here. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0;
    const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(0));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(6), tail(0));
    else bytes.push(0xf0 | (code >> 18), tail(12), tail(6), tail(0));
  }
  return Uint8Array.from(bytes);
}
