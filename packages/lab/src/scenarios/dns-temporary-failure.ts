import { scenario } from '../scenario.ts';

/** The name servers of the domain are out of order, so that nobody can tell whether the IMAP server exists. */
export default scenario('dns-temporary-failure', {
  imap: { lookup: 'servfail' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'resolve', cause: 'dns-temporary-failure' }],
});
