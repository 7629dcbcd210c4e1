import { scenario } from '../scenario.ts';

/** In the words of Dovecot when it cannot reach the place where its accounts are kept. */
export default scenario('imap-sign-in-unavailable', {
  imap: { replies: { authenticate: 'NO [UNAVAILABLE] Temporary authentication failure.' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'server-unavailable' }],
});
