import { scenario } from '../scenario.ts';

/** Microsoft 365 asks for a pause after much reading. */
export default scenario('microsoft-throttled', {
  imap: {
    replies: {
      greeting: '* OK The Microsoft Exchange IMAP4 service is ready.',
      select: 'BAD Request is throttled. Suggested Backoff Time: 178755 milliseconds',
    },
  },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'select', cause: 'rate-limited' }],
});
