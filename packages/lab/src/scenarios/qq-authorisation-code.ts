import { imapLike, smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** QQ Mail wants an authorisation code from its website, and says so. */
export default scenario('qq-authorisation-code', {
  imap: imapLike('qq', {
    wrongCredentials: 'NO Please using authorized code to login. More information at http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=28&&no=1001256',
  }),
  smtp: smtpLike('qq', {
    wrongCredentials:
      '535 Login Fail. Please enter your authorization code to login. More information in http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=28&&no=1001256',
  }),
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'app-password-required' }],
});
