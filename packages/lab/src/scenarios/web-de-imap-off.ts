import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** WEB.DE stands on the servers of GMX: IMAP that is switched off looks like a wrong password. */
export default scenario('web-de-imap-off', {
  imap: imapLike('gmx', { authenticate: 'NO authentication failed' }),
  smtp: smtpLike('gmx', { authenticate: '535 Authentication credentials invalid' }),
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials' }],
});
