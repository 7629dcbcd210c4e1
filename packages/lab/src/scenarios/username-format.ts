import { scenario } from '../scenario.ts';

/** In the words of Strato: the SMTP server knows nobody by the name that IMAP takes. */
export default scenario('username-format', {
  smtp: { replies: { authenticate: '501 5.5.2 Authentication failed: Server error (Invalid user name) [MSG0049]' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'authenticate', cause: 'username-format' }],
});
