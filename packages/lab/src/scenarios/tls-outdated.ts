import { scenario } from '../scenario.ts';

/** An old IMAP server that knows TLS 1.0 and 1.1 alone. */
export default scenario('tls-outdated', {
  imap: { tls: 'outdated' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'secure', cause: 'tls-version-unsupported' }],
});
