import { imapLike } from '../looks.ts';
import { scenario } from '../scenario.ts';

/** In the words of Yandex, which leaves open whether IMAP is off or the password is wrong. */
export default scenario('yandex-imap-off', {
  imap: imapLike('yandex', { authenticate: 'NO [AUTHENTICATIONFAILED] AUTHENTICATE Invalid credentials or IMAP is disabled sc=lab' }),
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'imap-disabled' }],
});
