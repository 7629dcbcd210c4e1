import { scenario } from '../scenario.ts';

/** In the words of Postfix when it has lost its authentication server; IMAP took the same credentials. */
export default scenario('smtp-sign-in-unavailable', {
  smtp: { replies: { authenticate: '454 4.7.0 Temporary authentication failure: Connection lost to authentication server' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'authenticate', cause: 'server-unavailable' }],
});
