import { accessRules } from './access.ts';
import { type Rule, refused, saw } from './rule.ts';

export const selectRules: readonly Rule[] = [
  { cause: 'mailbox-full', confidence: 'certain', when: refused({ responseCode: ['OVERQUOTA'] }) },
  {
    cause: 'mailbox-unavailable',
    confidence: 'certain',
    when: refused({ responseCode: ['NONEXISTENT', 'NOPERM', 'INUSE', 'CORRUPTION', 'AUTHORIZATIONFAILED'] }),
  },
  {
    cause: 'mailbox-unavailable',
    confidence: 'likely',
    when: refused({ says: ['authenticated but not connected', 'unsafe login', 'no such mailbox', 'selectable', 'cannot open mailbox'] }),
  },
  ...accessRules,
  { cause: 'mailbox-unavailable', confidence: 'likely', when: refused({ status: ['NO'] }), alternatives: ['server-unavailable'] },
  { cause: 'server-unavailable', confidence: 'likely', when: refused({ status: ['BYE'] }), alternatives: ['connection-reset'] },
  { cause: 'protocol-error', confidence: 'likely', when: refused({ status: ['BAD'] }) },
  { cause: 'protocol-error', confidence: 'certain', when: saw('limit-exceeded') },
  { cause: 'protocol-error', confidence: 'certain', when: saw('protocol-violated') },
  { cause: 'connection-timeout', confidence: 'certain', when: saw('nothing-received') },
  { cause: 'connection-reset', confidence: 'certain', when: saw('connection-closed') },
  { cause: 'connection-timeout', confidence: 'likely', when: saw('deadline-passed') },
];
