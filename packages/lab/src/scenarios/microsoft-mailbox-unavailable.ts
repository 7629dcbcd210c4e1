import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** Microsoft 365 takes the sign-in, but there is no mailbox behind it. */
export default scenario('microsoft-mailbox-unavailable', {
  imap: imapLike('exchange', { select: 'BAD User is authenticated but not connected.' }),
  smtp: smtpLike('exchange', {}),
  request: { smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'select', cause: 'mailbox-unavailable' }],
});
