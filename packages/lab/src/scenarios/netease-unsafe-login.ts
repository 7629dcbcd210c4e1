import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** NetEase (163.com) takes the sign-in of a program that it does not know, and then keeps the mailbox shut. */
export default scenario('netease-unsafe-login', {
  imap: imapLike('netease', { select: 'NO EXAMINE Unsafe Login. Please contact kefu@188.com for help' }),
  smtp: smtpLike('netease', {}),
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'select', cause: 'mailbox-unavailable' }],
});
