import { scenario } from '../scenario.ts';

/** Microsoft 365 takes the sign-in, but there is no mailbox behind it. */
export default scenario('microsoft-mailbox-unavailable', {
  imap: { replies: { greeting: '* OK The Microsoft Exchange IMAP4 service is ready.', select: 'BAD User is authenticated but not connected.' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'select', cause: 'mailbox-unavailable' }],
});
