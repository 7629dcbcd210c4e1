import { scenario } from '../scenario.ts';

/** A filter looks into the message before the server takes it. */
export default scenario('message-rejected', {
  smtp: { replies: { message: '550 5.7.1 Spam message rejected' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'send', cause: 'message-rejected' }],
});
