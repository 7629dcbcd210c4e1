import { acceptedElsewhere, all, anyOf, not, providerWants, refused, saw, used } from './conditions.ts';
import { usernameForm } from './phrases/username-form.ts';
import { wrongCredentials } from './phrases/wrong-credentials.ts';
import { providerUsesOtherName } from './provider-username.ts';
import type { Condition, Rule } from './rule.ts';

/** The form of the name, which says more than that the sign-in failed. */
export const usernameRules: readonly Rule[] = [
  {
    cause: 'username-format',
    confidence: 'likely',
    when: all(saw('credentials-sent'), refused({ says: usernameForm })),
    alternatives: ['wrong-credentials'],
  },
];

const refusedCredentials: Condition = all(
  saw('credentials-sent'),
  anyOf(
    refused({ responseCode: ['AUTHENTICATIONFAILED', 'AUTHORIZATIONFAILED'] }),
    refused({ enhancedCode: ['5.7.8'] }),
    refused({ says: wrongCredentials }),
    refused({ marks: ['?p=badcredentials', 'answer=14257', 'answer/14257', 'err.login.passerr'] }),
    refused({ status: ['535'] }),
  ),
);

/** The credentials themselves: blamed only after they were sent, and first for what the provider is known to want. */
export const credentialRules: readonly Rule[] = [
  { cause: 'username-format', confidence: 'likely', when: all(refusedCredentials, providerUsesOtherName), alternatives: ['wrong-credentials'] },
  { cause: 'oauth-required', confidence: 'likely', when: all(refusedCredentials, providerWants('oauth-only')), alternatives: ['wrong-credentials'] },
  { cause: 'app-password-required', confidence: 'likely', when: all(refusedCredentials, providerWants('app-password')), alternatives: ['wrong-credentials'] },
  {
    cause: 'wrong-credentials',
    confidence: 'likely',
    when: all(refusedCredentials, not(acceptedElsewhere)),
    alternatives: ['app-password-required', 'username-format'],
  },
  // The password is right: the other service took it.
  {
    cause: 'wrong-credentials',
    confidence: 'possible',
    when: all(refusedCredentials, acceptedElsewhere),
    alternatives: ['smtp-auth-disabled', 'username-format', 'app-password-required'],
  },
  // GMX and others say of a service that is switched off what they say of a wrong password.
  { cause: 'imap-disabled', confidence: 'possible', when: all(refusedCredentials, used({ service: 'imap' }), not(acceptedElsewhere)) },
];
