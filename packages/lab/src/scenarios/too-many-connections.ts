import { imapLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Gmail: a limit that is reported as if the sign-in were wrong. */
export default scenario('too-many-connections', {
  imap: imapLike('gmail', { authenticate: 'NO [ALERT] Too many simultaneous connections. (Failure)' }),
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'too-many-connections' }],
});
