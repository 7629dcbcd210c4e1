import { saw } from './conditions.ts';
import type { Rule } from './rule.ts';

/** When several addresses failed differently, the answer of a living host says more than the silence of a dead one. */
export const connectRules: readonly Rule[] = [
  { cause: 'address-not-permitted', confidence: 'certain', when: saw('dial-refused') },
  { cause: 'connection-refused', confidence: 'certain', when: saw('connection-attempted', { code: ['ECONNREFUSED'] }), alternatives: ['ip-not-allowed'] },
  { cause: 'connection-reset', confidence: 'certain', when: saw('connection-attempted', { code: ['ECONNRESET', 'EPIPE', 'ECONNABORTED'] }) },
  { cause: 'connection-timeout', confidence: 'certain', when: saw('connection-attempted', { code: ['ETIMEDOUT'] }), alternatives: ['ip-not-allowed'] },
  { cause: 'connection-timeout', confidence: 'certain', when: saw('connection-attempted', { outcome: ['abandoned'] }), alternatives: ['ip-not-allowed'] },
  {
    cause: 'network-unreachable',
    confidence: 'certain',
    when: saw('connection-attempted', { code: ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN', 'ENETDOWN'] }),
  },
  { cause: 'connection-timeout', confidence: 'certain', when: saw('deadline-passed') },
];
