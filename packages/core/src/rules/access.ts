import { refused } from './conditions.ts';
import { addressRefused } from './phrases/address-refused.ts';
import { rateLimited } from './phrases/rate-limited.ts';
import { tooManyConnections } from './phrases/too-many-connections.ts';
import type { Rule } from './rule.ts';

/** Refusals that a server gives at any moment, whoever asks: it is busy, or it does not like our address. */
export const accessRules: readonly Rule[] = [
  { cause: 'too-many-connections', confidence: 'certain', when: refused({ says: tooManyConnections, unless: ['invalid … commands', 'connection rate'] }) },
  { cause: 'too-many-connections', confidence: 'certain', when: refused({ marks: ['hl:icc', 'ofr_104'] }) },
  { cause: 'rate-limited', confidence: 'certain', when: refused({ responseCode: ['THROTTLED'] }) },
  { cause: 'rate-limited', confidence: 'certain', when: refused({ enhancedCode: ['x.7.28', '4.7.500', '4.7.650', '4.7.651'] }) },
  { cause: 'rate-limited', confidence: 'certain', when: refused({ says: rateLimited, unless: ['too many bad auth attempts'] }) },
  {
    cause: 'rate-limited',
    confidence: 'certain',
    when: refused({ marks: ['hl:ifc', 'hl:mep', 'mi:cel', 'mi:dmc', 'mi:ccl', 'rp:drc', 'rp:ccl', 'rp:trc', '[tss0', '[ts0', '[gl01]'] }),
  },
  { cause: 'too-many-connections', confidence: 'likely', when: refused({ responseCode: ['LIMIT'] }), alternatives: ['rate-limited'] },
  { cause: 'ip-not-allowed', confidence: 'certain', when: refused({ says: addressRefused }) },
  { cause: 'ip-not-allowed', confidence: 'certain', when: refused({ enhancedCode: ['x.7.25', '5.7.511', '5.7.708'] }) },
  {
    cause: 'ip-not-allowed',
    confidence: 'certain',
    when: refused({ marks: ['sender.office.com', 'spamhaus.org', 'dt:rbl', 'hl:rep', 'hl:ihu', 'tosa@rx.t-online'] }),
  },
];
