import { scenario } from '../scenario.ts';

/** In the words of a server that is being maintained. */
export default scenario('imap-down', {
  imap: { replies: { greeting: '* BYE [UNAVAILABLE] Server down for maintenance.' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'greet', cause: 'server-unavailable' }],
});
