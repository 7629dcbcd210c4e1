import { scenario } from '../scenario.ts';

/** The company lets nobody sign in from the country that we dial from. */
export default scenario('country-not-allowed', {
  imap: { replies: { authenticate: 'NO [ALERT] LOGIN DENIED -- COUNTRY IS BLACKLISTED' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'ip-not-allowed' }],
});
