import { scenario } from '../scenario.ts';

/** The IMAP server vouches for itself. */
export default scenario('certificate-self-signed', {
  imap: { certificate: { defect: 'self-signed' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'secure', cause: 'certificate-self-signed' }],
});
