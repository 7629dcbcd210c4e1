import { scenario } from '../scenario.ts';

/** The SMTP server offers no encryption on 587, so that nothing is said to it; 465 has TLS. */
export default scenario('smtp-without-starttls', {
  smtp: { ports: { 587: 'clear-text' } },
  request: { smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'secure', cause: 'starttls-unavailable' }],
});
