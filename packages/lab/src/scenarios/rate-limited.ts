import { smtpLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Gmail after many sign-ins in a short time; none of them need have been wrong. */
export default scenario('rate-limited', {
  smtp: smtpLike('gmail', {
    authenticate: [
      '454-4.7.0 Too many login attempts, please try again later. For more information, go to',
      '454 4.7.0  https://support.google.com/mail/answer/7126229 - gsmtp',
    ].join('\n'),
  }),
  outcome: 'failed',
  problems: [{ service: 'smtp', stage: 'authenticate', cause: 'rate-limited' }],
});
