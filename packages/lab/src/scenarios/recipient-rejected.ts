import { scenario } from '../scenario.ts';

/** In the words of Postfix: nobody has the address that our test message goes to. */
export default scenario('recipient-rejected', {
  smtp: { replies: { rcpt: '550 5.1.1 Recipient address rejected: User unknown in local recipient table' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'send', cause: 'recipient-rejected' }],
});
