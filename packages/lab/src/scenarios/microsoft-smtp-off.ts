import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** Microsoft 365 where an administrator switched SMTP sign-in off for the whole organisation. */
export default scenario('microsoft-smtp-off', {
  imap: imapLike('exchange', {}),
  smtp: smtpLike('exchange', {
    authenticate:
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
  }),
  request: { smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'authenticate', cause: 'smtp-auth-disabled' }],
});
