import { scenario } from '../scenario.ts';

/** Nothing listens on 465; 587 with STARTTLS would have worked. */
export default scenario('smtp-port-closed', {
  smtp: { ports: { 465: 'refuse' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'connect', cause: 'connection-refused' }],
});
