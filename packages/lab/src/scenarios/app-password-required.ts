import { scenario } from '../scenario.ts';

/** In the words of Gmail: the everyday password is not for mail programs; the lab's own is the app password. */
export default scenario('app-password-required', {
  imap: {
    capabilities: {
      'before-sign-in':
        'IMAP4rev1 UNSELECT IDLE NAMESPACE QUOTA ID XLIST CHILDREN X-GM-EXT-1 XYZZY SASL-IR AUTH=XOAUTH2 AUTH=PLAIN AUTH=PLAIN-CLIENTTOKEN AUTH=OAUTHBEARER'.split(
          ' ',
        ),
    },
    replies: {
      greeting: '* OK Gimap ready for requests from 192.0.2.1 lab',
      wrongCredentials: 'NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
    },
  },
  smtp: {
    mechanisms: ['LOGIN', 'PLAIN', 'XOAUTH2', 'PLAIN-CLIENTTOKEN', 'OAUTHBEARER'],
    replies: {
      greeting: '220 smtp.gmail.com ESMTP lab - gsmtp',
      wrongCredentials: [
        '534-5.7.9 Application-specific password required. For more information, go to',
        '534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor',
      ].join('\n'),
    },
  },
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'app-password-required' }],
});
