import { scenario } from '../scenario.ts';

/** The server sends nothing to the outside. */
export default scenario('relay-denied', {
  smtp: { replies: { rcpt: '550 5.7.1 Relaying denied' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'send', cause: 'relay-denied' }],
});
