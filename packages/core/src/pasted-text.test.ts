import { describe, expect, it } from 'vitest';
import { diagnoseEvidence } from './evidence/diagnose-evidence.ts';
import { chooseExplanation, type KnownPlace, readPastedText } from './pasted-text.ts';
import { placesOf } from './places.ts';
import type { Cause } from './vocabulary.ts';

function explain(text: string, known?: KnownPlace) {
  const readings = readPastedText(text, known);
  return chooseExplanation(readings, readings.map(diagnoseEvidence));
}

const returnedMessage = `This is the mail system at host mail.example.se.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

                   The mail system

<anna@example.com>: host mx.example.com[192.0.2.25] said: 550 5.1.1
    <anna@example.com>: Recipient address rejected: User unknown in local
    recipient table (in reply to RCPT TO command)

Reporting-MTA: dns; mail.example.se
Final-Recipient: rfc822; anna@example.com
Action: failed
Status: 5.1.1`;

describe('A pasted text is explained', () => {
  it.each([
    ['of an IMAP log', 'A3 NO [AUTHENTICATIONFAILED] Authentication failed.', 'wrong-credentials', 'imap authenticate'],
    [
      'of an SMTP log',
      'S: 535-5.7.8 Username and Password not accepted.\nS: 535 5.7.8 https://support.google.com/mail/?p=BadCredentials',
      'wrong-credentials',
      'smtp authenticate',
    ],
    [
      'of a Python program',
      "smtplib.SMTPAuthenticationError: (535, b'5.7.139 Authentication unsuccessful, basic authentication is disabled.')",
      'oauth-required',
      'smtp authenticate',
    ],
    [
      'of a Node program',
      'Error: Invalid login: 534-5.7.9 Application-specific password required. Learn more at https://support.google.com/mail/?p=InvalidSecondFactor',
      'app-password-required',
      'smtp authenticate',
    ],
    ['that came back', returnedMessage, 'recipient-rejected', 'smtp send'],
    ['about DATA', '554 5.7.1 Spam message rejected (in reply to end of DATA command)', 'message-rejected', 'smtp send'],
    ['about a name', 'Error: getaddrinfo ENOTFOUND smtp.example.cm', 'host-not-found', 'smtp resolve'],
    ['about a port', 'connect ECONNREFUSED 192.0.2.25:587', 'connection-refused', 'smtp connect'],
    ['about a certificate', 'imap.example.com:993: certificate has expired', 'certificate-expired', 'imap secure'],
    ['about TLS', '454 4.7.0 TLS not available due to local problem', 'starttls-unavailable', 'smtp secure'],
    ['of a greeting', '* BYE [UNAVAILABLE] Server is shutting down', 'server-unavailable', 'imap greet'],
  ])('%s', (_, text, cause, place) => {
    const best = explain(text);
    expect(best?.explanation.cause).toBe(cause);
    expect(`${best?.reading.service} ${best?.reading.stage}`).toBe(place);
  });

  it('by what the person knows about its place', () => {
    const known = { service: 'smtp', stage: 'send' } as const;
    expect(explain('Too many simultaneous connections', known)?.reading).toMatchObject(known);
    expect(explain('Connection timed out', { service: 'smtp' })?.reading).toMatchObject({ service: 'smtp', stage: 'connect' });
  });

  it.each<[string, Cause]>([
    ['Login to server imap.example.com with username anna failed.', 'wrong-credentials'],
    ['The IMAP server “imap.example.com” rejected the password for user “anna”.', 'wrong-credentials'],
    ['The identity of “imap.example.com” cannot be verified.', 'certificate-unknown-issuer'],
    ['The target principal name is incorrect.', 'certificate-name-mismatch'],
    ['Inloggningen till servern imap.example.se misslyckades.', 'wrong-credentials'],
    ['Servern imap.example.se hittades inte.', 'host-not-found'],
    ['Servern svarar inte.', 'connection-timeout'],
    ['Det gick inte att ansluta: anslutningen nekades.', 'connection-refused'],
    ['Serverns certifikat har gått ut.', 'certificate-expired'],
    ['Certifikatet är inte giltigt för imap.example.se.', 'certificate-name-mismatch'],
    ['Serverns identitet kan inte verifieras.', 'certificate-unknown-issuer'],
    ['Aanmelden bij server imap.example.nl is mislukt.', 'wrong-credentials'],
    ['De server imap.example.nl kon niet worden gevonden.', 'host-not-found'],
    ['De server reageert niet.', 'connection-timeout'],
    ['De verbinding met server imap.example.nl is verlopen.', 'connection-timeout'],
    ['Het certificaat van de server is verlopen.', 'certificate-expired'],
    ['De identiteit van de server kan niet worden gecontroleerd.', 'certificate-unknown-issuer'],
    ['Der Server imap.example.de wurde nicht gefunden.', 'host-not-found'],
    ['Le serveur ne répond pas.', 'connection-timeout'],
    ['El servidor no responde.', 'connection-timeout'],
  ])('in the words of a mail program: %s', (text, cause) => {
    const best = explain(text);
    expect(best?.explanation.cause).toBe(cause);
    expect(placesOf(cause).map(({ stage }) => stage)).toContain(best?.reading.stage);
  });

  it.each(['Where is my coffee?', 'The weather in Malmö is fine today.', '12345'])('not when it is no error: %s', (text) => {
    expect(explain(text)?.explanation.cause).toBe('unexplained');
  });

  it('not when nothing is left of it', () => {
    expect(readPastedText(' \n\u200b ')).toEqual([]);
  });

  it('by its port, where it names one', () => {
    expect(readPastedText('wrong version number, mail.example.com:587')[0]).toMatchObject({ service: 'smtp', port: 587 });
  });
});
