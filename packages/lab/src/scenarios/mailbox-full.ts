import { scenario } from '../scenario.ts';

/** In the words of Microsoft 365: who has no room left may not send either. */
export default scenario('mailbox-full', {
  smtp: { replies: { message: '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'send', cause: 'mailbox-full' }],
});
