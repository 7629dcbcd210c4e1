import { scenario } from '../scenario.ts';

/** The certificate of the SMTP server has a key of 1024 bits. */
export default scenario('certificate-weak-key', {
  smtp: { certificate: { defect: 'weak-key' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'secure', cause: 'tls-version-unsupported' }],
});
