import { scenario } from '../scenario.ts';

/** Somebody chose no encryption; the server lets nobody sign in like that, and nothing is sent. */
export default scenario('encryption-required', {
  request: { imap: { port: 143, security: 'none' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'encryption-required' }],
});
