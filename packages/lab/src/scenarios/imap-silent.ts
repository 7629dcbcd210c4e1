import { scenario } from '../scenario.ts';

/** The IMAP server takes the connection and never says a word. */
export default scenario('imap-silent', {
  imap: { ports: { 993: 'silent' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'secure', cause: 'connection-timeout' }],
});
