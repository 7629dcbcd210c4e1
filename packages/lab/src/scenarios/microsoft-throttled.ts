import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** Microsoft 365 asks for a pause after much reading. */
export default scenario('microsoft-throttled', {
  imap: imapLike('exchange', { select: 'BAD Request is throttled. Suggested Backoff Time: 178755 milliseconds' }),
  smtp: smtpLike('exchange', {}),
  request: { smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'select', cause: 'rate-limited' }],
});
