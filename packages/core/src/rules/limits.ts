import { refused } from './conditions.ts';
import { full } from './phrases/mailbox-full.ts';
import { sending } from './phrases/sending-limit.ts';
import type { Rule } from './rule.ts';

/** The account has sent enough for now; comes before quota of storage, which says "quota" too. */
export const sendingLimitRules: readonly Rule[] = [
  { cause: 'sending-limit-reached', confidence: 'certain', when: refused({ marks: ['submissionquota', 'mi:sfq'] }) },
  {
    cause: 'sending-limit-reached',
    confidence: 'certain',
    when: refused({ enhancedCode: ['5.2.121', '5.2.122', '5.1.90', '5.7.705', '5.7.233', '5.4.5', '4.5.3', '5.5.3'] }),
  },
  { cause: 'sending-limit-reached', confidence: 'certain', when: refused({ says: sending, unless: ['rate limit', 'maximum sending rate'] }) },
];

export const mailboxFullRules: readonly Rule[] = [
  { cause: 'mailbox-full', confidence: 'certain', when: refused({ responseCode: ['OVERQUOTA'] }) },
  { cause: 'mailbox-full', confidence: 'certain', when: refused({ enhancedCode: ['x.2.2'] }) },
  { cause: 'mailbox-full', confidence: 'certain', when: refused({ says: full }) },
];
