import { scenario } from '../scenario.ts';

/** The IMAP server sends its own certificate, but not the one that leads from there to a recognised authority. */
export default scenario('certificate-missing-intermediate', {
  imap: { certificate: { defect: 'missing-intermediate' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'secure', cause: 'certificate-unknown-issuer' }],
});
