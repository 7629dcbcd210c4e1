import { accessRules } from './access.ts';
import { accountRules } from './account.ts';
import { availabilityRules, encryptionRules } from './availability.ts';
import { refused } from './conditions.ts';
import { credentialRules } from './credentials.ts';
import { mailboxFullRules, sendingLimitRules } from './limits.ts';
import { messageRules, sizeRules } from './message.ts';
import { lostConnectionRules, protocolRules } from './protocol.ts';
import { recipientRules } from './recipient.ts';
import { relayRules } from './relay.ts';
import type { Rule } from './rule.ts';
import { senderRules } from './sender.ts';

/** Why the account may not send: what is said of the sender's account holds for the recipient's where RCPT TO is refused. */
const accountRefused: readonly Rule[] = [
  {
    cause: 'account-suspended',
    confidence: 'certain',
    when: refused({
      says: [
        'activate your',
        'not yet activated',
        'not activated',
        'your account … suspended',
        'your account … disabled',
        'account has been suspended',
        'sending paused',
        'sending … paused',
        'sending … suspended',
        'sending … disabled',
        'is not allowed to send',
        'are not allowed to send',
        'under review',
        'pending approval',
        'bad outbound sender',
      ],
      unless: ['allowed to send from', 'allowed to send as', ' spf', ' ip '],
    }),
    alternatives: ['account-locked', 'sender-rejected'],
  },
  {
    cause: 'account-locked',
    confidence: 'certain',
    when: refused({
      command: ['MAIL FROM', 'DATA'],
      says: ['account … locked', 'account … blocked', 'account is disabled', 'address has been blocked', 'compromised'],
      unless: ['recipient', 'local mailbox', 'invalid mailbox'],
    }),
    alternatives: ['account-suspended'],
  },
  ...accountRules.filter(({ cause }) => cause === 'account-suspended').map((rule): Rule => ({ ...rule, confidence: 'likely' })),
];

export const sendRules: readonly Rule[] = [
  ...sizeRules,
  ...sendingLimitRules,
  ...mailboxFullRules,
  ...relayRules.filter(({ confidence }) => confidence === 'certain'),
  ...accountRefused.filter(({ confidence }) => confidence === 'certain'),
  ...senderRules,
  ...messageRules.filter(({ confidence }) => confidence === 'certain'),
  ...encryptionRules,
  ...accessRules,
  ...relayRules.filter(({ confidence }) => confidence !== 'certain'),
  ...recipientRules,
  ...messageRules.filter(({ confidence }) => confidence !== 'certain'),
  ...accountRefused.filter(({ confidence }) => confidence !== 'certain'),
  ...availabilityRules,
  {
    cause: 'rate-limited',
    confidence: 'likely',
    when: refused({ status: ['4'], says: ['try again later', 'try later'] }),
    alternatives: ['server-unavailable'],
  },
  ...credentialRules,
  ...protocolRules,
  { cause: 'protocol-error', confidence: 'likely', when: refused({ status: ['500', '502', '503'] }) },
  { cause: 'mailbox-full', confidence: 'likely', when: refused({ status: ['552', '452'] }), alternatives: ['message-too-large'] },
  { cause: 'sender-rejected', confidence: 'likely', when: refused({ command: ['MAIL FROM'], status: ['5'] }) },
  { cause: 'recipient-rejected', confidence: 'likely', when: refused({ command: ['RCPT TO'], status: ['5'] }), alternatives: ['relay-denied'] },
  { cause: 'message-rejected', confidence: 'likely', when: refused({ command: ['DATA'], status: ['5'] }) },
  { cause: 'server-unavailable', confidence: 'likely', when: refused({ status: ['4'] }), alternatives: ['rate-limited'] },
  ...lostConnectionRules,
];
