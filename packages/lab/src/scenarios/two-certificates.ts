import { scenario } from '../scenario.ts';

/** Each server has a certificate of its own that nobody should trust unseen. */
export default scenario('two-certificates', {
  imap: { certificate: { defect: 'self-signed' } },
  smtp: { certificate: { defect: 'expired' } },
  outcome: 'failed',
  problems: [
    { service: 'imap', stage: 'secure', cause: 'certificate-self-signed' },
    { service: 'smtp', stage: 'secure', cause: 'certificate-expired' },
  ],
});
