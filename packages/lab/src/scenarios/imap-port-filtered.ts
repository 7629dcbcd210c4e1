import { scenario } from '../scenario.ts';

/** A firewall drops what is sent to 993: no answer, no refusal. */
export default scenario('imap-port-filtered', {
  imap: { ports: { 993: 'unanswered' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'connect', cause: 'connection-timeout' }],
});
