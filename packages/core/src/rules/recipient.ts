import { refused } from './conditions.ts';
import { recipient } from './phrases/recipient-rejected.ts';
import type { Rule } from './rule.ts';

/** The server does not deliver to the address of the test message. */
export const recipientRules: readonly Rule[] = [
  {
    cause: 'recipient-rejected',
    confidence: 'certain',
    when: refused({
      command: ['RCPT TO'],
      enhancedCode: ['x.1.1', 'x.1.0', 'x.1.2', 'x.1.3', 'x.1.6', '5.1.10', 'x.2.1', '5.2.0', '5.4.1', '5.7.133', '5.7.134'],
    }),
  },
  { cause: 'recipient-rejected', confidence: 'likely', when: refused({ command: ['RCPT TO'], says: recipient }) },
  {
    cause: 'recipient-rejected',
    confidence: 'likely',
    when: refused({ says: ['no recipients', 'no valid recipients', 'recipient address rejected', 'recipients failed'] }),
  },
  // Some servers look the recipient up only when they have the message.
  {
    cause: 'recipient-rejected',
    confidence: 'likely',
    when: refused({
      command: ['DATA'],
      says: [
        'no such user',
        'user unknown',
        'unknown user',
        'user not found',
        'user does not exist',
        'unknown recipient',
        'invalid recipient',
        'recipient unknown',
        'recipient not found',
        'recipient does not exist',
        'mailbox not found',
        'mailbox is disabled',
        'invalid mailbox',
        "doesn't have a",
        'no longer valid',
      ],
    }),
  },
  { cause: 'recipient-rejected', confidence: 'likely', when: refused({ command: ['DATA'], enhancedCode: ['5.1.1', '5.1.10', '5.4.1'] }) },
];
