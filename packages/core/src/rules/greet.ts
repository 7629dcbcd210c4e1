import { accessRules } from './access.ts';
import { all, type Rule, refused, saw, used } from './rule.ts';

const silentTlsPort = all(saw('nothing-received'), used({ ports: [993, 465, 995], security: ['starttls', 'none'] }));

export const greetRules: readonly Rule[] = [
  { cause: 'connection-tampered', confidence: 'certain', when: saw('preauthenticated') },
  { cause: 'wrong-port-or-security', confidence: 'certain', when: saw('foreign-protocol', { protocol: ['tls', 'http', 'ssh', 'pop3', 'imap', 'smtp'] }) },
  { cause: 'wrong-port-or-security', confidence: 'likely', when: saw('foreign-protocol', { protocol: ['nothing'] }), alternatives: ['connection-timeout'] },
  { cause: 'protocol-error', confidence: 'likely', when: saw('foreign-protocol'), alternatives: ['wrong-port-or-security'] },
  ...accessRules,
  { cause: 'server-unavailable', confidence: 'likely', when: refused({ status: ['BYE', '4'] }), alternatives: ['too-many-connections', 'ip-not-allowed'] },
  { cause: 'ip-not-allowed', confidence: 'possible', when: refused({ status: ['5'] }), alternatives: ['server-unavailable'] },
  { cause: 'protocol-error', confidence: 'certain', when: saw('limit-exceeded') },
  { cause: 'protocol-error', confidence: 'certain', when: saw('protocol-violated') },
  { cause: 'wrong-port-or-security', confidence: 'likely', when: silentTlsPort, alternatives: ['connection-timeout'] },
  { cause: 'connection-timeout', confidence: 'likely', when: saw('nothing-received'), alternatives: ['wrong-port-or-security', 'server-unavailable'] },
  {
    cause: 'connection-reset',
    confidence: 'certain',
    when: saw('connection-closed'),
    alternatives: ['ip-not-allowed', 'too-many-connections', 'server-unavailable'],
  },
  { cause: 'connection-timeout', confidence: 'likely', when: saw('deadline-passed') },
];
