import { saw } from './conditions.ts';
import type { Rule } from './rule.ts';

/** The codes are those of c-ares, as Node hands them on. */
export const resolveRules: readonly Rule[] = [
  { cause: 'address-not-permitted', confidence: 'certain', when: saw('dial-refused') },
  { cause: 'host-not-found', confidence: 'certain', when: saw('resolve-failed', { code: ['ENOTFOUND', 'ENODATA', 'ENONAME', 'EBADNAME'] }) },
  { cause: 'dns-temporary-failure', confidence: 'certain', when: saw('resolve-failed') },
  { cause: 'dns-temporary-failure', confidence: 'likely', when: saw('deadline-passed') },
];
