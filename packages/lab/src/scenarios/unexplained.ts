import { scenario } from '../scenario.ts';

/** The server refuses in words that mean nothing to anybody but its owner. */
export default scenario('unexplained', {
  imap: { replies: { authenticate: 'NO Ask the helpdesk, reference 4711' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'unexplained' }],
});
