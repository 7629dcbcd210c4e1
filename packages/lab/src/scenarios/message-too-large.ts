import { scenario } from '../scenario.ts';

/** A server that is set to take next to nothing; in the words of Postfix. */
export default scenario('message-too-large', {
  smtp: { replies: { mail: '552 5.3.4 Message size exceeds fixed limit' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'send', cause: 'message-too-large' }],
});
