import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** Outlook.com lets nobody sign in with a password any more, the right one neither. */
export default scenario('outlook-password-off', {
  imap: imapLike('exchange', {
    authenticate: { say: 'NO Basic authentication is disabled.\n* BYE Microsoft Exchange Server IMAP4 server signing off.', ending: 'close' },
  }),
  smtp: smtpLike('exchange', { authenticate: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.' }),
  request: { smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'oauth-required' }],
});
