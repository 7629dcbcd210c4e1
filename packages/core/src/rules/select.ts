import { accessRules } from './access.ts';
import { availabilityRules } from './availability.ts';
import { refused } from './conditions.ts';
import { mailboxFullRules } from './limits.ts';
import { lostConnectionRules, protocolRules } from './protocol.ts';
import type { Rule } from './rule.ts';

export const selectRules: readonly Rule[] = [
  {
    cause: 'mailbox-unavailable',
    confidence: 'certain',
    when: refused({ responseCode: ['NONEXISTENT', 'NOPERM', 'INUSE', 'CORRUPTION', 'AUTHORIZATIONFAILED'] }),
  },
  {
    cause: 'mailbox-unavailable',
    confidence: 'likely',
    when: refused({
      says: [
        'authenticated but not connected',
        'unsafe login',
        'no such mailbox',
        'unknown mailbox',
        'mailbox does not exist',
        "mailbox doesn't exist",
        'mailbox not found',
        "inbox doesn't exist",
        'selectable',
        'open mailbox',
        'open this mailbox',
        'mailbox has an invalid',
        'permission denied',
        'access denied',
        'internal error',
      ],
    }),
    alternatives: ['server-unavailable'],
  },
  ...accessRules,
  ...mailboxFullRules,
  ...availabilityRules,
  { cause: 'mailbox-unavailable', confidence: 'likely', when: refused({ status: ['NO'] }), alternatives: ['server-unavailable'] },
  { cause: 'server-unavailable', confidence: 'likely', when: refused({ status: ['BYE'] }), alternatives: ['connection-reset'] },
  ...protocolRules,
  { cause: 'protocol-error', confidence: 'likely', when: refused({ status: ['BAD'] }) },
  ...lostConnectionRules,
];
