import { explainEvidence } from '@inbox-connect/core';
import { median } from './statistics.ts';

/** Evidence as people paste it: short and long, of both services, in several languages, some of it explained by nothing. */
const lines = [
  { service: 'imap', stage: 'authenticate', reply: 'a1 NO [AUTHENTICATIONFAILED] Authentication failed.' },
  { service: 'imap', stage: 'authenticate', reply: 'NO Ask the helpdesk, reference 4711' },
  { service: 'imap', stage: 'authenticate', reply: 'NO Benutzername oder Passwort falsch' },
  { service: 'imap', stage: 'greet', reply: '* BYE Too many connections from your address' },
  { service: 'imap', stage: 'secure', error: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed certificate' } },
  { service: 'imap', stage: 'connect', error: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 192.0.2.1:993' } },
  {
    service: 'smtp',
    stage: 'authenticate',
    reply: '535-5.7.8 Username and Password not accepted. Learn more at\n535 5.7.8 https://support.google.com/mail/?p=BadCredentials',
  },
  { service: 'smtp', stage: 'authenticate', reply: '535 Неверный логин или пароль' },
  { service: 'smtp', stage: 'secure', error: { message: 'C861:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl3_record.c:354:' } },
  { service: 'smtp', stage: 'send', command: 'RCPT TO', reply: '550 5.7.1 <bob@example.com>: Relay access denied' },
  {
    service: 'smtp',
    stage: 'send',
    command: 'DATA',
    reply: '554 5.7.1 The message was rejected, see https://example.com/policy for what to do about it and for whom to ask',
  },
  { service: 'smtp', stage: 'send', command: 'MAIL FROM', reply: '451 4.3.0 Something is the matter' },
].map((line) => JSON.stringify(line));

/** Lines of evidence that one core reads, explains and writes in a second, counted in time of the processor; the median of so many rounds. */
export function measureDiagnosis({ rounds, linesARound }: { readonly rounds: number; readonly linesARound: number }): number {
  const rates = Array.from({ length: rounds + 1 }, () => {
    const start = process.cpuUsage();
    let written = 0;
    for (let index = 0; index < linesARound; index += 1) written += JSON.stringify(explainEvidence(JSON.parse(lines[index % lines.length] ?? ''))).length;
    const { user, system } = process.cpuUsage(start);
    return written > 0 ? (linesARound / (user + system)) * 1_000_000 : 0;
  });
  // The first round warms the code up.
  return median(rates.slice(1));
}
