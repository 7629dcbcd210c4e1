import { describe, expect, it } from 'vitest';
import type { Cause } from '../vocabulary.ts';
import { diagnoseEvidence } from './diagnose-evidence.ts';
import { type Evidence, evidenceSchema } from './evidence.ts';

function causeOf(evidence: Evidence): Cause {
  return diagnoseEvidence(evidence).cause;
}

describe('an error that a program showed', () => {
  it.each<[Evidence['stage'], Evidence['error'], Cause]>([
    ['resolve', { code: 'EDNS', message: 'getaddrinfo ENOTFOUND smtp.example.con' }, 'host-not-found'],
    ['resolve', { code: 'EDNS', message: 'queryA ETIMEOUT smtp.example.com' }, 'dns-temporary-failure'],
    ['resolve', { message: 'java.net.UnknownHostException: imap.example.con' }, 'host-not-found'],
    ['connect', { code: 'ESOCKET', message: 'connect ECONNREFUSED 192.0.2.1:587' }, 'connection-refused'],
    ['connect', { code: 'ECONNECTION', message: 'connect ETIMEDOUT 192.0.2.1:465' }, 'connection-timeout'],
    ['connect', { message: '[WinError 10061] No connection could be made because the target machine actively refused it' }, 'connection-refused'],
    ['connect', { message: 'dial tcp 192.0.2.1:993: connect: no route to host' }, 'network-unreachable'],
    [
      'secure',
      { code: 'ESOCKET', message: 'C861B82B:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl3_record.c:354:' },
      'wrong-port-or-security',
    ],
    ['secure', { message: 'tls: first record does not look like a TLS handshake' }, 'wrong-port-or-security'],
    ['secure', { message: 'x509: certificate has expired or is not yet valid: current time is after 2024-01-01' }, 'certificate-expired'],
    ['secure', { message: 'x509: certificate is valid for *.example.net, not mail.example.com' }, 'certificate-name-mismatch'],
    ['secure', { message: '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate (_ssl.c:1129)' }, 'certificate-self-signed'],
    ['secure', { message: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'certificate-unknown-issuer'],
    ['secure', { message: 'PKIX path building failed: unable to find valid certification path to requested target' }, 'certificate-unknown-issuer'],
    ['secure', { message: 'No appropriate protocol (protocol is disabled or cipher suites are inappropriate)' }, 'tls-version-unsupported'],
    ['secure', { message: 'STARTTLS is required but host does not support STARTTLS' }, 'starttls-unavailable'],
    ['authenticate', { code: 'EAUTH', message: 'Invalid login: 535 5.7.8 Error: authentication failed' }, 'wrong-credentials'],
    ['authenticate', { message: "(535, b'5.7.139 Authentication unsuccessful, basic authentication is disabled.')" }, 'oauth-required'],
    ['send', { code: 'EENVELOPE', message: 'No recipients defined' }, 'recipient-rejected'],
  ])('%s: %o means %s', (stage, error, cause) => {
    expect(causeOf({ service: 'smtp', stage, error })).toBe(cause);
  });

  it('of imapflow has the response code as its code', () => {
    expect(causeOf({ service: 'imap', stage: 'authenticate', error: { code: 'UNAVAILABLE', message: 'Command failed' } })).toBe('server-unavailable');
  });

  it('of another stage than was told is understood all the same', () => {
    expect(causeOf({ service: 'imap', stage: 'greet', error: { message: 'connect ECONNREFUSED 192.0.2.1:993' } })).toBe('connection-refused');
    expect(causeOf({ service: 'imap', stage: 'connect', error: { message: 'self-signed certificate' } })).toBe('certificate-self-signed');
  });

  it('in clear text on a STARTTLS port accuses nobody of tampering: only our own conversation could show that', () => {
    expect(causeOf({ service: 'smtp', stage: 'secure', port: 587, security: 'starttls', error: { message: 'wrong version number' } })).toBe(
      'wrong-port-or-security',
    );
  });
});

describe('a reply that somebody copied', () => {
  it.each<[string, Evidence, Cause]>([
    ['behind a tag', { service: 'imap', stage: 'authenticate', reply: 'a7 NO [AUTHENTICATIONFAILED] Authentication failed.' }, 'wrong-credentials'],
    ['behind a star', { service: 'imap', stage: 'select', reply: '* BYE Server shutting down.' }, 'server-unavailable'],
    [
      'of several lines',
      { service: 'smtp', stage: 'authenticate', reply: '535-5.7.8 Username and Password not accepted.\n535 5.7.8 learn more' },
      'wrong-credentials',
    ],
    ['without its code', { service: 'smtp', stage: 'send', command: 'RCPT TO', reply: '5.7.1 Unable to relay' }, 'relay-denied'],
    ['with no code at all', { service: 'imap', stage: 'authenticate', reply: 'Login incorrect' }, 'wrong-credentials'],
    ['of the other protocol', { service: 'imap', stage: 'greet', reply: '220 mail.example.com ESMTP' }, 'wrong-port-or-security'],
    ['in German', { service: 'imap', stage: 'authenticate', reply: 'NO Benutzername oder Passwort falsch' }, 'wrong-credentials'],
    ['in Russian', { service: 'smtp', stage: 'authenticate', reply: '535 Неверный логин или пароль' }, 'wrong-credentials'],
    ['in Chinese', { service: 'smtp', stage: 'authenticate', reply: '535 请使用授权码登录' }, 'app-password-required'],
    ['in Japanese', { service: 'imap', stage: 'authenticate', reply: 'NO 認証に失敗しました' }, 'wrong-credentials'],
    ['in French', { service: 'smtp', stage: 'greet', reply: '421 Trop de connexions simultanées' }, 'too-many-connections'],
    ['in Swedish', { service: 'imap', stage: 'authenticate', reply: 'NO För många misslyckade försök' }, 'rate-limited'],
  ])('%s', (_, evidence, cause) => {
    expect(causeOf(evidence)).toBe(cause);
  });

  it('is not decided by names that a stranger chose', () => {
    const reply = '550 5.1.1 <invalid-password@spamhaus-blacklist.example>: Recipient address rejected; blocked-ip.too-many-connections.example';
    expect(causeOf({ service: 'smtp', stage: 'send', command: 'RCPT TO', reply })).toBe('recipient-rejected');
  });

  it('says nothing about credentials where none were asked for', () => {
    expect(causeOf({ service: 'imap', stage: 'greet', reply: '* BYE authentication failed' })).not.toBe('wrong-credentials');
  });

  it('that explains nothing stays unexplained, with what stands behind such a refusal most often', () => {
    expect(diagnoseEvidence({ id: 'x', service: 'imap', stage: 'authenticate', reply: 'a1 NO' })).toEqual({
      id: 'x',
      cause: 'unexplained',
      error: 'imap-authentication-error',
      confidence: 'possible',
      owner: 'provider',
      alternatives: [
        { cause: 'wrong-credentials', confidence: 'possible' },
        { cause: 'too-many-connections', confidence: 'possible' },
        { cause: 'ip-not-allowed', confidence: 'possible' },
      ],
    });
  });
});

describe('the shape of evidence', () => {
  it.each<[string, unknown, boolean]>([
    ['takes null for unknown', { service: 'imap', stage: 'greet', host: null, port: null, reply: 'x', error: null }, true],
    ['refuses neither reply nor error', { service: 'imap', stage: 'greet' }, false],
    ['refuses an empty error', { service: 'imap', stage: 'greet', error: {} }, false],
    ['refuses an unknown stage', { service: 'imap', stage: 'tls', reply: 'x' }, false],
    ['refuses an unknown field', { service: 'imap', stage: 'greet', reply: 'x', password: 'y' }, false],
    ['refuses an endless text', { service: 'imap', stage: 'greet', reply: 'x'.repeat(1_000_000) }, false],
  ])('%s', (_, evidence, valid) => {
    expect(evidenceSchema.safeParse(evidence).success).toBe(valid);
  });
});
