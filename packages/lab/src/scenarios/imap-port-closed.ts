import { scenario } from '../scenario.ts';

/** Nothing listens on 993; 143 with STARTTLS would have worked. */
export default scenario('imap-port-closed', {
  imap: { ports: { 993: 'refuse' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'connect', cause: 'connection-refused' }],
});
