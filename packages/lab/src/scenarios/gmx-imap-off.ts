import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** GMX says the same when IMAP is switched off in its settings and when the password is wrong. */
export default scenario('gmx-imap-off', {
  imap: imapLike('gmx', { authenticate: 'NO authentication failed' }),
  smtp: smtpLike('gmx', { authenticate: '535 Authentication credentials invalid' }),
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials' }],
});
