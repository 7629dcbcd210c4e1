import { scenario } from '../scenario.ts';

/** Nobody renewed the certificate of the IMAP server. */
export default scenario('certificate-expired', {
  imap: { certificate: { defect: 'expired' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'secure', cause: 'certificate-expired' }],
});
