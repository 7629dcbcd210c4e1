import { accessRules } from './access.ts';
import { availabilityRules, encryptionRules } from './availability.ts';
import { all, not, refused, saw, used } from './conditions.ts';
import { protocolRules } from './protocol.ts';
import type { Rule } from './rule.ts';

const greeting = ['greeting', 'unsolicited', 'EHLO', 'HELO', 'CAPABILITY'];
const silentTlsPort = all(saw('nothing-received'), used({ ports: [993, 465, 995], security: ['starttls', 'none'] }));

export const greetRules: readonly Rule[] = [
  { cause: 'connection-tampered', confidence: 'certain', when: saw('preauthenticated') },
  { cause: 'wrong-port-or-security', confidence: 'certain', when: saw('foreign-protocol', { protocol: ['tls', 'http', 'ssh', 'pop3', 'imap', 'smtp'] }) },
  { cause: 'wrong-port-or-security', confidence: 'likely', when: saw('foreign-protocol', { protocol: ['nothing'] }), alternatives: ['connection-timeout'] },
  { cause: 'protocol-error', confidence: 'likely', when: saw('foreign-protocol'), alternatives: ['wrong-port-or-security'] },
  ...accessRules,
  ...encryptionRules,
  ...availabilityRules,
  ...protocolRules,
  {
    cause: 'rate-limited',
    confidence: 'likely',
    when: refused({ command: greeting, status: ['4'], says: ['try again later', 'try later'] }),
    alternatives: ['server-unavailable'],
  },
  {
    cause: 'server-unavailable',
    confidence: 'likely',
    when: refused({ command: greeting, status: ['BYE', '4'] }),
    alternatives: ['too-many-connections', 'ip-not-allowed'],
  },
  { cause: 'ip-not-allowed', confidence: 'possible', when: refused({ command: greeting, status: ['5'] }), alternatives: ['server-unavailable'] },
  { cause: 'server-unavailable', confidence: 'possible', when: refused({ command: greeting }), alternatives: ['ip-not-allowed', 'too-many-connections'] },
  // Told by others: a server that speaks first where nothing hides it was not silent, the port waits for TLS.
  {
    cause: 'wrong-port-or-security',
    confidence: 'likely',
    when: all(saw('nothing-received', { awaiting: ['greet'] }), not(used({ ports: [143, 587, 25, 2525] })), not(used({ security: ['tls'] }))),
    alternatives: ['connection-timeout'],
  },
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
