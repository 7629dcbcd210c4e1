import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** NetEase (163.com) wants an authorisation code from its website and says only that the password is wrong. */
export default scenario('netease-authorisation-code', {
  imap: imapLike('netease', { wrongCredentials: 'NO LOGIN Login error or password error' }),
  smtp: smtpLike('netease', { wrongCredentials: '535 Error: authentication failed' }),
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials' }],
});
