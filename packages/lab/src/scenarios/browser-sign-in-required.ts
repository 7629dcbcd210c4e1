import { imapLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Gmail when a sign-in looks unusual to it. */
export default scenario('browser-sign-in-required', {
  imap: imapLike('gmail', {
    authenticate: [
      '* NO [WEBALERT https://accounts.google.com/signin/continue] Web login required.',
      'NO [ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)',
    ].join('\n'),
  }),
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'browser-sign-in-required' }],
});
