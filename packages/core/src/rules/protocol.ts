import { refused, saw } from './conditions.ts';
import type { Rule } from './rule.ts';

/** Something was said that the other side does not understand. */
export const protocolRules: readonly Rule[] = [
  {
    cause: 'protocol-error',
    confidence: 'likely',
    when: refused({
      says: [
        'syntax error',
        'bad sequence',
        'bad command',
        'out of sequence',
        'wrong sequence',
        'invalid command',
        'command not recognized',
        'command not recognised',
        'command not implemented',
        'command unrecognized',
        'command unknown',
        'unknown command',
        'unrecognized command',
        'unrecognised command',
        'error in imap command',
        'too many errors',
        'too many bad commands',
        'too many invalid',
        'too many unknown',
        'too many nonmail',
        'excessive amounts',
        'synchronization error',
        'protocol error',
        'line too long',
        'need rcpt',
        'need mail',
        'helo',
        'ehlo',
        'send hello',
        'invalid domain name',
        'missing argument',
        'invalid argument',
        'parse error',
        'bare lf',
        'bare newline',
      ],
    }),
  },
  { cause: 'protocol-error', confidence: 'certain', when: saw('limit-exceeded') },
  { cause: 'protocol-error', confidence: 'certain', when: saw('protocol-violated') },
];

/** The connection went silent or away while an answer was due. */
export const lostConnectionRules: readonly Rule[] = [
  { cause: 'connection-timeout', confidence: 'certain', when: saw('nothing-received'), alternatives: ['server-unavailable'] },
  { cause: 'connection-reset', confidence: 'certain', when: saw('connection-closed'), alternatives: ['server-unavailable', 'rate-limited'] },
  { cause: 'connection-timeout', confidence: 'likely', when: saw('deadline-passed') },
];
