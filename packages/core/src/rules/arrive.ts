import { saw } from './conditions.ts';
import type { Rule } from './rule.ts';

/** The server took the message, so its absence proves nothing against the connection. */
export const arriveRules: readonly Rule[] = [
  { cause: 'message-not-arrived', confidence: 'certain', when: saw('message-missing') },
  { cause: 'message-not-arrived', confidence: 'certain', when: saw('deadline-passed') },
];
