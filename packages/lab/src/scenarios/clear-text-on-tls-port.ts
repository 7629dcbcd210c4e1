import { scenario } from '../scenario.ts';

/** The server on 993 greets in clear text and expects STARTTLS. */
export default scenario('clear-text-on-tls-port', {
  imap: { ports: { 993: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'secure', cause: 'wrong-port-or-security' }],
});
