import type { Redactor } from '@inbox-connect/core';
import { readableText } from './readable-text.ts';

/** Makes one line of the conversation safe to keep. */
export type ServerText = (line: string) => string;

/** Longer than what is shown and the longest form of a password together, so that no cut leaves a part of one unrecognised. */
const looked = 8_192;

/** Secrets go first: once the line is cut or escaped they could not be recognised any more. */
export function createServerText(redact: Redactor): ServerText {
  return (line) => readableText(redact(line.slice(0, looked)));
}
