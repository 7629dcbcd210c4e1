import { scenario } from '../scenario.ts';

/** The new certificate of the SMTP server was put in place too early. */
export default scenario('certificate-not-yet-valid', {
  smtp: { certificate: { defect: 'not-yet-valid' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'secure', cause: 'certificate-expired' }],
});
