import { imapLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Exchange when it can make nothing of a command that it offered itself. */
export default scenario('sign-in-not-understood', {
  imap: imapLike('exchange', { authenticate: 'BAD Command Argument Error. 11' }),
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'protocol-error' }],
});
