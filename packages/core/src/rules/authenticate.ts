import { accessRules } from './access.ts';
import { all, type Rule, refused, saw, used } from './rule.ts';

export const authenticateRules: readonly Rule[] = [
  // A server that lets nobody sign in over clear text lists no mechanism there (RFC 9051 s.6.2.3, RFC 4954 s.4).
  {
    cause: 'encryption-required',
    confidence: 'likely',
    when: all(saw('no-common-mechanism'), used({ security: ['none'] })),
    alternatives: ['auth-method-unsupported'],
  },
  { cause: 'auth-method-unsupported', confidence: 'likely', when: saw('no-common-mechanism'), alternatives: ['oauth-required', 'smtp-auth-disabled'] },

  // Providers that name their own next step, by links that survive translation and by words.
  {
    cause: 'browser-sign-in-required',
    confidence: 'certain',
    when: refused({ responseCode: ['WEBALERT'] }),
    alternatives: ['oauth-required', 'app-password-required'],
  },
  {
    cause: 'app-password-required',
    confidence: 'certain',
    when: refused({ links: ['answer/185833', '?p=invalidsecondfactor', 'mail/security/protection/external', 'subtype=1&&id=28'] }),
  },
  {
    cause: 'app-password-required',
    confidence: 'certain',
    when: refused({
      says: [
        'application-specific password',
        'app-specific password',
        'app password',
        'application password',
        'authorization code',
        'authorized code',
        'parol prilozheniya',
        '授权码',
      ],
    }),
  },
  {
    cause: 'browser-sign-in-required',
    confidence: 'certain',
    when: refused({ links: ['?p=webloginrequired', 'continuesignin', 'answer/78754', 'answer=78754'] }),
    alternatives: ['oauth-required', 'app-password-required'],
  },
  {
    cause: 'browser-sign-in-required',
    confidence: 'certain',
    when: refused({ says: ['web browser', 'web login required'] }),
    alternatives: ['oauth-required', 'app-password-required'],
  },
  { cause: 'smtp-auth-disabled', confidence: 'certain', when: refused({ links: ['aka.ms/smtp_auth_disabled'] }) },
  {
    cause: 'smtp-auth-disabled',
    confidence: 'certain',
    when: refused({ says: ['smtpclientauthentication is disabled', 'user has no permission', 'does not have access rights to this service'] }),
  },
  {
    cause: 'oauth-required',
    confidence: 'likely',
    when: refused({
      says: ['basic authentication is disabled', 'basicauthblocked', 'locked by your organization', 'federated sts', 'modern authentication', 'oauth'],
    }),
    alternatives: ['smtp-auth-disabled'],
  },
  {
    cause: 'imap-disabled',
    confidence: 'certain',
    when: refused({
      says: [
        'not enabled for imap',
        'imap access is disabled',
        'enable imap',
        'imap is disabled',
        'imap access … disabled',
        'login disabled for this user',
        'imap use is not',
      ],
    }),
    alternatives: ['wrong-credentials'],
  },

  // The state of the account.
  { cause: 'password-expired', confidence: 'certain', when: refused({ responseCode: ['EXPIRED'] }) },
  { cause: 'password-expired', confidence: 'certain', when: refused({ enhancedCode: ['4.7.12', '5.7.12'] }) },
  { cause: 'password-expired', confidence: 'certain', when: refused({ says: ['password has expired', 'password expired', 'change your password'] }) },
  { cause: 'account-suspended', confidence: 'certain', when: refused({ enhancedCode: ['5.7.13'] }) },
  {
    cause: 'account-suspended',
    confidence: 'certain',
    when: refused({ says: ['account disabled', 'account is disabled', 'account … suspended', 'account … expired', 'account … deactivated', 'inactivity'] }),
  },
  {
    cause: 'account-locked',
    confidence: 'certain',
    when: refused({ says: ['account is blocked', 'account … locked', 'account … blocked', 'temporarily locked'] }),
  },
  { cause: 'sending-limit-reached', confidence: 'likely', when: refused({ says: ['credits exceeded', 'quota exceeded'] }) },
  ...accessRules,
  {
    cause: 'app-password-required',
    confidence: 'likely',
    when: refused({ says: ['too many bad auth attempts'] }),
    alternatives: ['wrong-credentials', 'rate-limited'],
  },

  // The credentials themselves: only after they were sent, by what RFC 5530 and RFC 4954 say.
  {
    cause: 'username-format',
    confidence: 'likely',
    when: all(
      saw('credentials-sent'),
      refused({ says: ['(invalid user name)', 'user name must', 'full email address', 'full e-mail address', 'complete email address'] }),
    ),
    alternatives: ['wrong-credentials'],
  },
  {
    cause: 'wrong-credentials',
    confidence: 'likely',
    when: all(saw('credentials-sent'), refused({ responseCode: ['AUTHENTICATIONFAILED', 'AUTHORIZATIONFAILED'] })),
    alternatives: ['username-format', 'app-password-required'],
  },
  {
    cause: 'wrong-credentials',
    confidence: 'likely',
    when: all(
      saw('credentials-sent'),
      refused({
        status: ['NO', '535', '534', '501', '550', '553', '554'],
        says: [
          'invalid credentials',
          'credentials invalid',
          'credentials were incorrect',
          'bad credentials',
          'invalid login',
          'invalid user',
          'incorrect password',
          'wrong password',
          'bad username',
          'username and password not accepted',
          'password not accepted',
          'user … not found',
          'unknown user',
          'login incorrect',
          'login failed',
          'login bad',
          'login fail',
          'password error',
          'authentication failed',
          'authentication fail',
          'authentication unsuccessful',
          'authentication rejected',
          'authenticate failed',
          'invalid email login',
          'no such user',
        ],
      }),
    ),
    alternatives: ['username-format', 'app-password-required'],
  },
  {
    cause: 'wrong-credentials',
    confidence: 'likely',
    when: all(saw('credentials-sent'), refused({ status: ['535'] })),
    alternatives: ['app-password-required', 'oauth-required'],
  },

  // Bare codes.
  {
    cause: 'auth-method-unsupported',
    confidence: 'likely',
    when: refused({ status: ['504', '502', '500'] }),
    alternatives: ['smtp-auth-disabled', 'encryption-required'],
  },
  { cause: 'auth-method-unsupported', confidence: 'likely', when: refused({ status: ['503', '535'], says: ['not enabled', 'not allowed'] }) },
  {
    cause: 'auth-method-unsupported',
    confidence: 'likely',
    when: refused({ status: ['BAD', 'NO'], says: ['unknown authentication method', 'unsupported authentication', 'unsupported … mechanism', 'mechanism not'] }),
  },
  { cause: 'encryption-required', confidence: 'likely', when: refused({ status: ['530'] }) },
  { cause: 'account-suspended', confidence: 'likely', when: refused({ status: ['525', '521'] }) },
  { cause: 'server-unavailable', confidence: 'likely', when: refused({ status: ['4', 'BYE'] }), alternatives: ['rate-limited'] },
  { cause: 'protocol-error', confidence: 'likely', when: refused({ status: ['BAD'] }), alternatives: ['auth-method-unsupported'] },
  { cause: 'protocol-error', confidence: 'certain', when: saw('limit-exceeded') },
  { cause: 'protocol-error', confidence: 'certain', when: saw('protocol-violated') },
  { cause: 'connection-timeout', confidence: 'certain', when: saw('nothing-received'), alternatives: ['server-unavailable'] },
  { cause: 'connection-reset', confidence: 'certain', when: saw('connection-closed'), alternatives: ['server-unavailable', 'rate-limited'] },
  { cause: 'connection-timeout', confidence: 'likely', when: saw('deadline-passed') },
];
