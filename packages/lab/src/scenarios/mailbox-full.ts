import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Microsoft 365: who has no room left may not send either. */
export default scenario('mailbox-full', {
  imap: imapLike('exchange', {}),
  smtp: smtpLike('exchange', { message: '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded' }),
  request: { smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'send', cause: 'mailbox-full' }],
});
