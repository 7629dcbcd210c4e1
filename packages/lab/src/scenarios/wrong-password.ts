import { scenario } from '../scenario.ts';

/** The form has a password that was right once; `lab-Pa55-wrong-password` is. */
export default scenario('wrong-password', {
  request: { password: 'lab-Pa55-of-last-year' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials' }],
});
