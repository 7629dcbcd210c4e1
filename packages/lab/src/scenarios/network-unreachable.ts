import { scenario } from '../scenario.ts';

/** There is no way from here to the SMTP server. */
export default scenario('network-unreachable', {
  smtp: { ports: { 465: 'unreachable' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'connect', cause: 'network-unreachable' }],
});
