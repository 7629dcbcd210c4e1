import { scenario } from '../scenario.ts';

const capabilities = 'IMAP4 IMAP4rev1 ID AUTH=PLAIN AUTH=LOGIN AUTH=XOAUTH2 NAMESPACE'.split(' ');

/** QQ Mail wants an authorisation code from its website, and says so. */
export default scenario('qq-authorisation-code', {
  imap: {
    capabilities: { 'before-sign-in': capabilities },
    replies: {
      greeting: `* OK [CAPABILITY ${capabilities.join(' ')}] QQMail XIMAP4Server ready`,
      wrongCredentials: 'NO Please using authorized code to login. More information at http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=28&&no=1001256',
    },
  },
  smtp: {
    replies: {
      wrongCredentials:
        '535 Login Fail. Please enter your authorization code to login. More information in http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=28&&no=1001256',
    },
  },
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'app-password-required' }],
});
