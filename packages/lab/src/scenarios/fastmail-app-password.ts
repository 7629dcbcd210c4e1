import { imapLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** Fastmail wants a password of its own for each mail program and does not say so. */
export default scenario('fastmail-app-password', {
  imap: imapLike('fastmail', { wrongCredentials: 'NO Incorrect username, password or access token.' }),
  smtp: { replies: { wrongCredentials: '535 5.7.0 Incorrect username or password' } },
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials' }],
});
