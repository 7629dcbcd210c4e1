import { scenario } from '../scenario.ts';

/** A proxy for the web answers where IMAP was expected. */
export default scenario('web-server-on-imap-port', {
  imap: { ports: { 143: 'http' } },
  request: { imap: { port: 143, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'greet', cause: 'wrong-port-or-security' }],
});
