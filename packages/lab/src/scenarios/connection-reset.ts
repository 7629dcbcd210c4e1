import { scenario } from '../scenario.ts';

/** Something on the way takes the connection and cuts it before encryption begins. */
export default scenario('connection-reset', {
  imap: { ports: { 993: 'reset' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'secure', cause: 'connection-reset' }],
});
