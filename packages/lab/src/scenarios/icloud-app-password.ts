import { imapLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** iCloud takes app-specific passwords alone and does not say so. */
export default scenario('icloud-app-password', {
  imap: imapLike('icloud', { wrongCredentials: 'NO [AUTHENTICATIONFAILED] Authentication Failed' }),
  request: { password: 'everyday-Pa55-word', smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'app-password-required' }],
});
