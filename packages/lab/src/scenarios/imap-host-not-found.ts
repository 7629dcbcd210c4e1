import { scenario } from '../scenario.ts';

/** A slip of the pen in the name of the IMAP server. */
export default scenario('imap-host-not-found', {
  request: { imap: { host: 'imapp.imap-host-not-found.lab.test' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'resolve', cause: 'host-not-found' }],
});
