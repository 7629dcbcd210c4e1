import { scenario } from '../scenario.ts';

/** Somebody in the middle slips a command's answer in before TLS begins, hoping that it is taken for the server's. */
export default scenario('connection-tampered', {
  smtp: { ports: { 587: 'starttls-injected' } },
  request: { smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'secure', cause: 'connection-tampered' }],
});
