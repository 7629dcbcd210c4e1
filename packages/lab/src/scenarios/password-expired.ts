import { scenario } from '../scenario.ts';

/** A company lets passwords grow old only so far; in the words of RFC 5530. */
export default scenario('password-expired', {
  imap: { replies: { authenticate: "NO [EXPIRED] That password isn't valid any more" } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'password-expired' }],
});
