import { scenario } from '../scenario.ts';

/** Fastmail wants a password of its own for each mail program and does not say so. */
export default scenario('fastmail-app-password', {
  imap: {
    capabilities: {
      'before-sign-in':
        'IMAP4 IMAP4rev1 LITERAL+ ENABLE UIDPLUS SASL-IR NAMESPACE CONDSTORE SORT LIST-EXTENDED QRESYNC MOVE SPECIAL-USE CREATE-SPECIAL-USE IDLE AUTH=PLAIN'.split(
          ' ',
        ),
    },
    replies: { greeting: '* OK IMAP4 ready', wrongCredentials: 'NO Incorrect username, password or access token.' },
  },
  smtp: { replies: { wrongCredentials: '535 5.7.0 Incorrect username or password' } },
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials' }],
});
