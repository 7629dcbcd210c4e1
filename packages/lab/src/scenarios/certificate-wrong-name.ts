import { scenario } from '../scenario.ts';

/** Both servers have the certificate of the hosting company's machine, under whose name they can be reached too. */
const names = ['server7.certificate-wrong-name.lab.test'];

export default scenario('certificate-wrong-name', {
  imap: { certificate: { names }, aliases: names },
  smtp: { certificate: { names }, aliases: names },
  outcome: 'failed',
  problems: [
    { service: 'imap', stage: 'secure', cause: 'certificate-name-mismatch' },
    { service: 'smtp', stage: 'secure', cause: 'certificate-name-mismatch' },
  ],
});
