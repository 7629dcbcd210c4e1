import { scenario } from '../scenario.ts';

/** The SMTP server takes no mail from our address, and says so before anything else. */
export default scenario('ip-not-allowed', {
  smtp: { replies: { greeting: '554 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus.' } },
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'greet', cause: 'ip-not-allowed' }],
});
