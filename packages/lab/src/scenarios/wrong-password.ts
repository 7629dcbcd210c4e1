import { scenario } from '../scenario.ts';

/** The form has a password that was right once; the lab's own is now. */
export default scenario('wrong-password', {
  request: { password: 'last-year-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials' }],
});
