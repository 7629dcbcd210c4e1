import { all, refused } from './conditions.ts';
import { sender } from './phrases/sender-rejected.ts';
import type { Rule } from './rule.ts';

/** The server does not let this account send with this address. */
export const senderRules: readonly Rule[] = [
  {
    cause: 'sender-rejected',
    confidence: 'certain',
    when: refused({
      says: sender,
      unless: [
        'unauthenticated sender',
        'exceeded',
        'not authenticated',
        'dmarc',
        'reverse dns',
        'connections not accepted',
        'recipient address',
        'reputation',
        'authentication level',
      ],
    }),
    alternatives: ['message-rejected'],
  },
  { cause: 'sender-rejected', confidence: 'certain', when: refused({ marks: ['sendasdenied', 'mi:imf', 'dt:sum'] }) },
  { cause: 'sender-rejected', confidence: 'likely', when: refused({ enhancedCode: ['x.1.7', 'x.1.8', '5.7.27', '5.7.60'] }) },
  { cause: 'sender-rejected', confidence: 'likely', when: refused({ command: ['MAIL FROM'], enhancedCode: ['x.1.0', 'x.1.1', 'x.1.2', 'x.1.3'] }) },
  { cause: 'sender-rejected', confidence: 'likely', when: all(refused({ command: ['MAIL FROM', 'RCPT TO'], says: [' spf'] })) },
  {
    cause: 'sender-rejected',
    confidence: 'likely',
    when: refused({ command: ['MAIL FROM'], says: ['mailbox unavailable', 'mailbox name not', 'address', 'domain', 'user unknown', 'not exist', 'not found'] }),
  },
];
