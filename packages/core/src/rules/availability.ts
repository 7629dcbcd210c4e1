import { all, refused, refusedElsewhere } from './conditions.ts';
import { encryption } from './phrases/encryption.ts';
import { unavailable } from './phrases/unavailable.ts';
import type { Rule } from './rule.ts';

/** The server wants TLS first: said at sign-in or at any command after it. */
export const encryptionRules: readonly Rule[] = [
  { cause: 'encryption-required', confidence: 'certain', when: refused({ responseCode: ['PRIVACYREQUIRED'] }) },
  { cause: 'encryption-required', confidence: 'certain', when: refused({ status: ['538'] }) },
  { cause: 'encryption-required', confidence: 'certain', when: refused({ enhancedCode: ['x.7.10', 'x.7.11'] }) },
  { cause: 'encryption-required', confidence: 'certain', when: refused({ says: encryption, unless: ['requires a secure connection or'] }) },
];

/** The server itself is in trouble: a guess where it only says that something is wrong, so that any better reason wins. */
export const availabilityRules: readonly Rule[] = [
  { cause: 'server-unavailable', confidence: 'certain', when: refused({ responseCode: ['UNAVAILABLE', 'SERVERBUG'] }) },
  // Postfix says of a password check that is out of order what it says of a wrong password; Dovecot tells the difference.
  {
    cause: 'server-unavailable',
    confidence: 'likely',
    when: all(refused({ status: ['535'] }), refusedElsewhere({ responseCode: ['UNAVAILABLE', 'SERVERBUG'] })),
    alternatives: ['wrong-credentials'],
  },
  { cause: 'server-unavailable', confidence: 'likely', when: refused({ enhancedCode: ['x.3.0', 'x.3.1', 'x.3.2', 'x.3.5', '4.4.3', '4.4.5'] }) },
  { cause: 'connection-timeout', confidence: 'likely', when: refused({ enhancedCode: ['4.4.2'], says: ['time'] }), alternatives: ['server-unavailable'] },
  {
    cause: 'connection-timeout',
    confidence: 'likely',
    when: refused({ says: ['timeout exceeded', 'timeout waiting', 'timed out', 'data timeout', 'command timeout', 'idle timeout'] }),
    alternatives: ['server-unavailable'],
  },
  { cause: 'server-unavailable', confidence: 'likely', when: refused({ says: unavailable }) },
];
