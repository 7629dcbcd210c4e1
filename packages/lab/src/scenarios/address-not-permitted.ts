import { scenario } from '../scenario.ts';

/** The form has an address that does not belong to the public internet: we never dial it. */
export default scenario('address-not-permitted', {
  request: { imap: { host: '192.0.2.10' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'resolve', cause: 'address-not-permitted' }],
});
