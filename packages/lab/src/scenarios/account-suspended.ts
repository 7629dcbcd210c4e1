import { scenario } from '../scenario.ts';

/** The account may still be read, but its provider lets it send no more. */
export default scenario('account-suspended', {
  smtp: { replies: { authenticate: '525 5.7.13 Account disabled' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'authenticate', cause: 'account-suspended' }],
});
