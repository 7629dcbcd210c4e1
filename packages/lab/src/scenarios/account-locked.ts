import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Outlook.com when it wants to be sure that it is really the owner who signs in. */
export default scenario('account-locked', {
  imap: imapLike('exchange', { authenticate: 'NO Account is blocked. Login to your account via a web browser to verify your identity.' }),
  smtp: smtpLike('exchange', {}),
  request: { smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'account-locked' }],
});
