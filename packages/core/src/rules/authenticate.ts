import { accessRules } from './access.ts';
import { accountRules } from './account.ts';
import { availabilityRules, encryptionRules } from './availability.ts';
import { all, refused, saw } from './conditions.ts';
import { credentialRules, usernameRules } from './credentials.ts';
import { mechanismRules } from './mechanism.ts';
import { lostConnectionRules, protocolRules } from './protocol.ts';
import type { Rule } from './rule.ts';
import { signInPolicyRules, webSignInRules } from './sign-in-policy.ts';

/** Why nobody got in: what the provider asks for, the account, the connection, and only then the credentials. */
export const authenticateRules: readonly Rule[] = [
  ...signInPolicyRules,
  ...accountRules,
  ...webSignInRules,
  { cause: 'sending-limit-reached', confidence: 'likely', when: refused({ says: ['credits exceeded', 'quota exceeded', 'sending limit', 'daily limit'] }) },
  ...encryptionRules,
  ...accessRules,
  ...usernameRules,
  ...availabilityRules,
  ...mechanismRules,
  ...credentialRules,
  { cause: 'encryption-required', confidence: 'likely', when: refused({ status: ['530'] }), alternatives: ['auth-method-unsupported'] },
  { cause: 'account-suspended', confidence: 'likely', when: refused({ status: ['525', '521'] }) },
  {
    cause: 'wrong-credentials',
    confidence: 'possible',
    when: all(saw('credentials-sent'), refused({ status: ['534', '550', '553', '554'] })),
    alternatives: ['smtp-auth-disabled', 'ip-not-allowed', 'account-suspended'],
  },
  { cause: 'server-unavailable', confidence: 'likely', when: refused({ status: ['4', 'BYE'] }), alternatives: ['rate-limited'] },
  ...protocolRules,
  { cause: 'protocol-error', confidence: 'likely', when: refused({ status: ['BAD'] }), alternatives: ['auth-method-unsupported'] },
  {
    cause: 'protocol-error',
    confidence: 'possible',
    when: refused({ status: ['501', '503'] }),
    alternatives: ['auth-method-unsupported', 'wrong-credentials'],
  },
  // The server gives no reason: what stands behind such a refusal most often.
  {
    cause: 'unexplained',
    confidence: 'possible',
    when: all(saw('credentials-sent'), refused({ command: ['AUTH', 'AUTHENTICATE', 'LOGIN'] })),
    alternatives: ['wrong-credentials', 'too-many-connections', 'ip-not-allowed'],
  },
  ...lostConnectionRules,
];
