import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** AOL stands on the servers of Yahoo and wants an app password as well. */
export default scenario('aol-app-password', {
  imap: imapLike('aol', { wrongCredentials: 'NO [AUTHENTICATIONFAILED] AUTHENTICATE Invalid credentials' }),
  smtp: smtpLike('yahoo', { wrongCredentials: '535 5.7.0 (#AUTH005) Too many bad auth attempts.' }),
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'app-password-required' }],
});
