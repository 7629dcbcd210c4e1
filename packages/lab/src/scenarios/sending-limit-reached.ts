import { smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Gmail after a day of much sending. */
export default scenario('sending-limit-reached', {
  smtp: smtpLike('gmail', {
    message: [
      '550-5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to',
      '550 5.4.5  https://support.google.com/a/answer/166852 - gsmtp',
    ].join('\n'),
  }),
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'send', cause: 'sending-limit-reached' }],
});
