import { scenario } from '../scenario.ts';

/** The account may sign in but not send in its own name. */
export default scenario('sender-rejected', {
  smtp: { replies: { mail: '550 5.7.1 <anna@sender-rejected.lab.test>: Sender address rejected: Access denied' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'send', cause: 'sender-rejected' }],
});
