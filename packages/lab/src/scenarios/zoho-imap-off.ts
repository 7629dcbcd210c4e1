import { imapLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Zoho when IMAP is switched off in the settings of the account. */
export default scenario('zoho-imap-off', {
  imap: imapLike('zoho', { authenticate: 'NO [ALERT] You are yet to enable IMAP for your account. Please contact your administrator (Failure)' }),
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'imap-disabled' }],
});
