import { scenario } from '../scenario.ts';

/** An old certificate at one server and a closed port at the other, told together. */
export default scenario('two-faults', {
  imap: { certificate: { defect: 'expired' } },
  smtp: { ports: { 465: 'refuse' } },
  outcome: 'failed',
  problems: [
    { service: 'imap', stage: 'secure', cause: 'certificate-expired' },
    { service: 'smtp', stage: 'connect', cause: 'connection-refused' },
  ],
});
