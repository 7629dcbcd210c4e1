import { scenario } from '../scenario.ts';

const capabilities =
  'IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2 AUTH=OAUTHBEARER ID MOVE NAMESPACE XYMHIGHESTMODSEQ UIDPLUS LITERAL+ CHILDREN X-MSG-EXT UNSELECT OBJECTID'.split(
    ' ',
  );

/** Yahoo takes app passwords alone, and says the same for every other one. */
export default scenario('yahoo-app-password', {
  imap: {
    capabilities: { 'before-sign-in': capabilities },
    replies: {
      greeting: `* OK [CAPABILITY ${capabilities.join(' ')}] IMAP4rev1 Hello`,
      wrongCredentials: 'NO [AUTHENTICATIONFAILED] AUTHENTICATE Invalid credentials',
    },
  },
  smtp: { mechanisms: ['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER'], replies: { wrongCredentials: '535 5.7.0 (#AUTH005) Too many bad auth attempts.' } },
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'app-password-required' }],
});
