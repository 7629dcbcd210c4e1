import { type Observation, type Redactor, redactDeep } from '@inbox-connect/core';

/** Fields with words that came from outside. All others are our own vocabulary, or settings that a person may see. */
const foreignFields: ReadonlySet<string> = new Set([
  'reply',
  'responseCode',
  'text',
  'message',
  'capabilities',
  'offered',
  'special',
  'chain',
  'cipher',
  'mailbox',
]);

/** Removes the secrets from an observation and leaves its type and our own words alone, whatever the password is. */
export function redactObservation<T extends Observation>(observation: T, redact: Redactor): T {
  const safe = { ...observation };
  for (const field in safe) if (foreignFields.has(field)) safe[field] = redactDeep(safe[field], redact);
  return safe;
}
