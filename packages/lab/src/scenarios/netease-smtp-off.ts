import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of NetEase (163.com) when SMTP is switched off in the settings of the account. */
export default scenario('netease-smtp-off', {
  imap: imapLike('netease', {}),
  smtp: smtpLike('netease', { authenticate: '550 User has no permission' }),
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'authenticate', cause: 'smtp-auth-disabled' }],
});
