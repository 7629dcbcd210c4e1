import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Gmail: the everyday password is not for mail programs; the lab's own is the app password. */
export default scenario('app-password-required', {
  imap: imapLike('gmail', {
    wrongCredentials: 'NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
  }),
  smtp: smtpLike('gmail', {
    wrongCredentials: [
      '534-5.7.9 Application-specific password required. For more information, go to',
      '534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor',
    ].join('\n'),
  }),
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'app-password-required' }],
});
