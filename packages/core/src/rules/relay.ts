import { all, refused } from './conditions.ts';
import { relay } from './phrases/relay.ts';
import { signInFirst } from './phrases/sign-in-first.ts';
import type { Rule } from './rule.ts';

/** The server delivers for people who signed in, and takes us for a stranger. */
export const relayRules: readonly Rule[] = [
  { cause: 'relay-denied', confidence: 'certain', when: refused({ says: relay, unless: ['disallowed as'] }) },
  { cause: 'relay-denied', confidence: 'likely', when: refused({ says: signInFirst }), alternatives: ['auth-method-unsupported', 'encryption-required'] },
  { cause: 'relay-denied', confidence: 'likely', when: refused({ enhancedCode: ['5.7.54', '5.7.57', '5.7.64'] }) },
  { cause: 'relay-denied', confidence: 'likely', when: all(refused({ status: ['530'] })), alternatives: ['encryption-required'] },
];
