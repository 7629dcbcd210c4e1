import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** Yahoo takes app passwords alone, and says the same for every other one. */
export default scenario('yahoo-app-password', {
  imap: imapLike('yahoo', { wrongCredentials: 'NO [AUTHENTICATIONFAILED] AUTHENTICATE Invalid credentials' }),
  smtp: smtpLike('yahoo', { wrongCredentials: '535 5.7.0 (#AUTH005) Too many bad auth attempts.' }),
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'app-password-required' }],
});
