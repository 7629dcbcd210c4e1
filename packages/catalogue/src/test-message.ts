import type { Locale } from '@inbox-connect/core';
import english from './en/test-message.json' with { type: 'json' };
import { interpolate } from './interpolate.ts';
import dutch from './nl/test-message.json' with { type: 'json' };
import swedish from './sv/test-message.json' with { type: 'json' };

/** The test message is written in every language from the start: it goes to the BCC address, whatever the page can speak. */
export const messages: Readonly<Record<Locale, typeof english>> = { en: english, nl: dutch, sv: swedish };

/** The subject and plain text of the message that proves that an inbox can send. */
export function renderTestMessage(locale: Locale, values: { readonly email: string }): { readonly subject: string; readonly text: string } {
  const { subject, text } = messages[locale];
  return { subject, text: interpolate(text, { ...values }) };
}
