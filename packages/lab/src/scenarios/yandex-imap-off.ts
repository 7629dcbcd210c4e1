import { scenario } from '../scenario.ts';

/** In the words of Yandex, which leaves open whether IMAP is off or the password is wrong. */
export default scenario('yandex-imap-off', {
  imap: {
    capabilities: {
      'before-sign-in': 'IMAP4rev1 CHILDREN UNSELECT LITERAL+ NAMESPACE XLIST BINARY UIDPLUS ENABLE ID AUTH=PLAIN AUTH=XOAUTH2 IDLE MOVE'.split(' '),
    },
    replies: {
      greeting: '* OK Yandex IMAP4rev1 at imap53p.mail.yandex.net:993 ready to talk with 192.0.2.1:39078',
      authenticate: 'NO [AUTHENTICATIONFAILED] AUTHENTICATE Invalid credentials or IMAP is disabled sc=lab',
    },
  },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'imap-disabled' }],
});
