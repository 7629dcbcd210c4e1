import { scenario } from '../scenario.ts';

/** STARTTLS on 143 and 587, everything in order. */
export default scenario('healthy-starttls', {
  request: { imap: { port: 143, security: 'starttls' }, smtp: { port: 587, security: 'starttls' } },
  outcome: 'connected',
});
