import { accessRules } from './access.ts';
import { type Rule, refused, saw } from './rule.ts';

export const sendRules: readonly Rule[] = [
  { cause: 'mailbox-full', confidence: 'certain', when: refused({ enhancedCode: ['5.2.2', '4.2.2'] }) },
  { cause: 'message-too-large', confidence: 'certain', when: refused({ enhancedCode: ['5.3.4', '5.2.3'] }) },
  {
    cause: 'message-too-large',
    confidence: 'certain',
    when: refused({ says: ['message size exceed', 'size limit', 'too big', 'too large', 'max message size'] }),
  },
  {
    cause: 'sending-limit-reached',
    confidence: 'certain',
    when: refused({
      says: [
        'messages per day',
        'submissionquota',
        'exceeded the limit',
        'messages / hour',
        'frequency limited',
        'sending limit',
        'daily limit',
        'hourly limit',
      ],
    }),
  },
  {
    cause: 'sender-rejected',
    confidence: 'certain',
    when: refused({
      says: [
        'sender address rejected',
        'send as this sender',
        'not owned by',
        'must be same as authorization user',
        'must equal authorized user',
        'invalid sender',
        'verify sender',
        'sender … not',
        'bad outbound sender',
        'not verified',
        'disallowed as',
      ],
    }),
  },
  { cause: 'sender-rejected', confidence: 'likely', when: refused({ enhancedCode: ['5.1.7', '5.1.8', '4.1.8', '5.7.60'] }) },
  {
    cause: 'relay-denied',
    confidence: 'certain',
    when: refused({ says: ['relay access denied', 'relaying denied', 'unable to relay', 'relay not permitted', 'relaying'] }),
  },
  {
    cause: 'relay-denied',
    confidence: 'likely',
    when: refused({ says: ['authentication required', 'unauthenticated senders', 'authenticate first', 'turn on smtp authentication'] }),
  },
  { cause: 'account-suspended', confidence: 'certain', when: refused({ says: ['account has been suspended', 'has been suspended', 'activate your'] }) },
  { cause: 'account-locked', confidence: 'likely', when: refused({ says: ['account … locked', 'account is disabled', 'address has been blocked'] }) },
  ...accessRules,
  {
    cause: 'message-rejected',
    confidence: 'certain',
    when: refused({
      command: ['DATA'],
      says: ['spam', 'virus', 'policy', 'content', 'unsolicited', 'suspicious', 'dmarc', 'not allowed', 'rejected', 'forbidden'],
    }),
  },
  { cause: 'recipient-rejected', confidence: 'certain', when: refused({ command: ['RCPT TO'], enhancedCode: ['5.1.1', '5.1.0', '5.1.2', '5.1.6', '5.2.1'] }) },
  {
    cause: 'recipient-rejected',
    confidence: 'likely',
    when: refused({ command: ['RCPT TO'], says: ['recipient', 'no such user', 'user unknown', 'mailbox not found', 'does not exist', 'invalid mailbox'] }),
  },
  { cause: 'rate-limited', confidence: 'likely', when: refused({ status: ['450', '451'], says: ['try again later'] }), alternatives: ['server-unavailable'] },
  { cause: 'sender-rejected', confidence: 'likely', when: refused({ command: ['MAIL FROM'], status: ['5'] }) },
  { cause: 'recipient-rejected', confidence: 'likely', when: refused({ command: ['RCPT TO'], status: ['5'] }), alternatives: ['relay-denied'] },
  { cause: 'message-rejected', confidence: 'likely', when: refused({ command: ['DATA'], status: ['5'] }) },
  { cause: 'server-unavailable', confidence: 'likely', when: refused({ status: ['4'] }), alternatives: ['rate-limited'] },
  { cause: 'protocol-error', confidence: 'certain', when: saw('limit-exceeded') },
  { cause: 'protocol-error', confidence: 'certain', when: saw('protocol-violated') },
  { cause: 'connection-timeout', confidence: 'certain', when: saw('nothing-received') },
  { cause: 'connection-reset', confidence: 'certain', when: saw('connection-closed') },
  { cause: 'connection-timeout', confidence: 'likely', when: saw('deadline-passed') },
];
