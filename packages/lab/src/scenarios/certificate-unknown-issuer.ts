import { scenario } from '../scenario.ts';

/** An authority that nobody outside the company knows signed the certificate of the SMTP server. */
export default scenario('certificate-unknown-issuer', {
  smtp: { certificate: { defect: 'unknown-issuer' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'secure', cause: 'certificate-unknown-issuer' }],
});
