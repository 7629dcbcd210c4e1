import type { Redactor } from '@inbox-connect/core';
import { disguise, readableText } from './readable-text.ts';

/** Makes one line of the conversation safe to keep. */
export type ServerText = (line: string) => string;

/** Longer than what is shown and the longest form of a password together, so that no cut leaves a part of one unrecognised. */
const looked = 8_192;

/** Secrets go first: once the line is cut or escaped they could not be recognised any more. */
export function createServerText(redact: Redactor): ServerText {
  return (line) => {
    const text = line.slice(0, looked);
    const visible = text.replace(disguise, '');
    // A secret with invisible characters in between is found without them, and told without them.
    const isHidden = visible.length < text.length && redact(visible) !== visible;
    return readableText(redact(isHidden ? visible : text));
  };
}
