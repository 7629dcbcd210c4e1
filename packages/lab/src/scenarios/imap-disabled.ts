import { imapLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Gmail when IMAP is switched off in the settings of the account. */
export default scenario('imap-disabled', {
  imap: imapLike('gmail', {
    authenticate:
      'NO [ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page and enable your account for IMAP access. (Failure)',
  }),
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'imap-disabled' }],
});
