import { scenario } from '../scenario.ts';

const capabilities = 'IMAP4rev1 SASL-IR AUTH=XOAUTH2 AUTH=PLAIN CHILDREN ID LITERAL+ NAMESPACE UIDPLUS MOVE'.split(' ');

/** AOL stands on the servers of Yahoo and wants an app password as well. */
export default scenario('aol-app-password', {
  imap: {
    capabilities: { 'before-sign-in': capabilities },
    replies: {
      greeting: `* OK [CAPABILITY ${capabilities.join(' ')}] IMAP4rev1 Hello`,
      wrongCredentials: 'NO [AUTHENTICATIONFAILED] AUTHENTICATE Invalid credentials',
    },
  },
  smtp: { replies: { wrongCredentials: '535 5.7.0 (#AUTH005) Too many bad auth attempts.' } },
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'app-password-required' }],
});
