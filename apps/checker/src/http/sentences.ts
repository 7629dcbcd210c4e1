import type { FieldErrorCode } from '@inbox-connect/core';

/** What is wrong with a field, as a sentence. */
export function sentenceOfField(code: FieldErrorCode): string {
  return code;
}
