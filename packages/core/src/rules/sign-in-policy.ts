import { all, greetedBy, not, refused, saw, used } from './conditions.ts';
import { appPassword } from './phrases/app-password.ts';
import { browser } from './phrases/browser.ts';
import { imapOff } from './phrases/imap-off.ts';
import { passwordsOff } from './phrases/passwords-off.ts';
import { smtpOff } from './phrases/smtp-off.ts';
import type { Rule } from './rule.ts';

/** Servers say both in one breath: either the password is wrong or the service is off. */
const orThePassword = ['credentials or', 'password or', 'passowd or', '密码错误或', '密码或', 'пароль или imap'];

/** How the provider wants people to sign in, or that it does not; links survive translation, so they come first. */
export const signInPolicyRules: readonly Rule[] = [
  {
    cause: 'app-password-required',
    confidence: 'certain',
    when: refused({
      marks: [
        'answer/185833',
        'answer=185833',
        '?p=invalidsecondfactor',
        'security/protection/external',
        'subtype=1&&id=28',
        'apppasswords',
        'app-passwords',
        'ht204397',
        'sln15241',
        'err.login.reqcode',
      ],
    }),
  },
  { cause: 'app-password-required', confidence: 'certain', when: refused({ says: appPassword, unless: ['no longer support'] }) },
  { cause: 'smtp-auth-disabled', confidence: 'certain', when: refused({ marks: ['aka.ms/smtp_auth_disabled'] }) },
  { cause: 'smtp-auth-disabled', confidence: 'certain', when: all(used({ service: 'smtp' }), refused({ says: smtpOff })) },
  {
    cause: 'imap-disabled',
    confidence: 'likely',
    when: all(used({ service: 'imap' }), refused({ says: orThePassword }), refused({ says: ['imap'] })),
    alternatives: ['wrong-credentials', 'app-password-required'],
  },
  {
    cause: 'imap-disabled',
    confidence: 'certain',
    when: all(used({ service: 'imap' }), refused({ says: imapOff, unless: [...orThePassword, 'plaintext', 'plain text', 'cleartext'] })),
  },
  { cause: 'imap-disabled', confidence: 'certain', when: all(used({ service: 'imap' }), refused({ says: ['does not have access rights to this service'] })) },
  {
    cause: 'smtp-auth-disabled',
    confidence: 'certain',
    when: all(used({ service: 'smtp' }), refused({ says: ['does not have access rights to this service'] })),
  },
];

/** These leave more than one way open. */
export const webSignInRules: readonly Rule[] = [
  {
    cause: 'browser-sign-in-required',
    confidence: 'certain',
    when: refused({ responseCode: ['WEBALERT'] }),
    alternatives: ['oauth-required', 'app-password-required'],
  },
  {
    cause: 'browser-sign-in-required',
    confidence: 'certain',
    when: refused({ marks: ['?p=webloginrequired', 'continuesignin', 'answer/78754', 'answer=78754', 'displayunlockcaptcha', '#mbr1240'] }),
    alternatives: ['oauth-required', 'app-password-required'],
  },
  {
    cause: 'browser-sign-in-required',
    confidence: 'certain',
    when: refused({ says: browser }),
    alternatives: ['oauth-required', 'app-password-required'],
  },
  {
    cause: 'oauth-required',
    confidence: 'likely',
    when: refused({ says: passwordsOff }),
    alternatives: ['smtp-auth-disabled'],
  },
  {
    cause: 'oauth-required',
    confidence: 'likely',
    when: refused({ marks: ['aadsts50076', 'aadsts50079', 'aadsts50158', 'aadsts53003', 'basicauthblocked', 'answer/6010255'] }),
    alternatives: ['smtp-auth-disabled'],
  },
  // Microsoft takes no passwords over IMAP any more and gives no reason for its refusal.
  {
    cause: 'oauth-required',
    confidence: 'likely',
    when: all(used({ service: 'imap', hosts: ['office365.com', 'outlook.com'] }), refused({ says: ['login failed', 'authenticate failed'] })),
    alternatives: ['wrong-credentials', 'app-password-required'],
  },
  // These take no everyday password, and say of it only that it is wrong.
  {
    cause: 'app-password-required',
    confidence: 'likely',
    when: all(
      saw('credentials-sent'),
      used({ hosts: ['mail.yahoo.com', 'mail.yahoo.co.jp', 'mail.aol.com', 'mail.me.com', 'mail.icloud.com'] }),
      not(refused({ responseCode: ['UNAVAILABLE', 'LIMIT', 'SERVERBUG', 'INUSE'] })),
      refused({ says: ['invalid credential', 'authentication failed', 'incorrect username', 'invalid username', 'authentication failure', 'bad auth'] }),
    ),
    alternatives: ['wrong-credentials'],
  },
  {
    cause: 'app-password-required',
    confidence: 'likely',
    when: refused({ says: ['two-factor', 'two-step', '2-step', '2-factor', '2fa', 'second factor'] }),
    alternatives: ['oauth-required'],
  },
  // Both take nothing but app passwords, and call every other one wrong.
  {
    cause: 'app-password-required',
    confidence: 'likely',
    when: all(greetedBy(['Yahoo', 'iCloud']), refused({ responseCode: ['AUTHENTICATIONFAILED'] })),
    alternatives: ['wrong-credentials'],
  },
  // Yahoo says this of the everyday password, from the first attempt.
  {
    cause: 'app-password-required',
    confidence: 'likely',
    when: refused({ says: ['too many bad auth attempts'] }),
    alternatives: ['wrong-credentials', 'rate-limited'],
  },
];
