import { describe, expect, it } from 'vitest';
import { describeStop, diagnose } from './diagnose.ts';
import type { Observation, ObservationOf, StageRecord } from './observation.ts';
import { type Cause, causeSchema, type Service, type Stage } from './vocabulary.ts';

const settings: ObservationOf<'settings-used'> = {
  type: 'settings-used',
  host: 'mail.example.com',
  port: 993,
  security: 'tls',
  usernameForm: 'address',
  allowNonSecureCertificate: false,
};
const credentialsSent: Observation = { type: 'credentials-sent', mechanism: 'PLAIN', encrypted: true };

function failed(service: Service, stage: Stage, ...observations: readonly Observation[]): StageRecord {
  return { service, stage, verdict: 'failed', durationMs: 1, observations: [...observations] };
}

function reply(command: string, text: string): Observation {
  const [, status = '', rest = ''] = /^(\w+)[ -](.*)$/s.exec(text) ?? [];
  const responseCode = /^\[([A-Z-]+)/.exec(rest)?.[1];
  const enhancedCode = /^[245]\.\d+\.\d+/.exec(rest)?.[0];
  return { type: 'server-replied', command, ok: false, status, ...(responseCode && { responseCode }), ...(enhancedCode && { enhancedCode }), reply: text };
}

function causeOf(...stages: readonly StageRecord[]): Cause | undefined {
  return diagnose(stages)[0]?.cause;
}

describe('what a server replies to a sign-in', () => {
  it.each<[Service, string, Cause]>([
    ['imap', 'NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)', 'wrong-credentials'],
    ['imap', 'NO Invalid user name or password.', 'wrong-credentials'],
    ['imap', 'NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)', 'app-password-required'],
    ['imap', 'NO [WEBALERT https://accounts.google.com/signin/continue?x=1] Web login required.', 'browser-sign-in-required'],
    ['imap', 'NO [ALERT] Too many simultaneous connections. (Failure)', 'too-many-connections'],
    ['imap', 'NO [UNAVAILABLE] Temporary authentication failure.', 'server-unavailable'],
    ['imap', 'NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.', 'encryption-required'],
    ['imap', 'NO [EXPIRED] That password is no longer good', 'password-expired'],
    ['imap', 'NO [ALERT] Your account is not enabled for IMAP use.', 'imap-disabled'],
    ['imap', 'NO', 'unexplained'],
    ['imap', 'NO Sorry.', 'unexplained'],
    ['smtp', '535 5.7.8 Error: authentication failed: authentication failure', 'wrong-credentials'],
    ['smtp', '535 5.7.8 Error: authentication failed: (reason unavailable)', 'wrong-credentials'],
    [
      'smtp',
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled',
      'smtp-auth-disabled',
    ],
    ['smtp', '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.', 'oauth-required'],
    ['smtp', '454 4.7.0 Temporary authentication failure: Connection lost to authentication server', 'server-unavailable'],
    ['smtp', '454 4.7.0 Too many login attempts, please try again later.', 'rate-limited'],
    ['smtp', '525 5.7.13 Account disabled', 'account-suspended'],
    ['smtp', '538 Encryption required for requested authentication mechanism.', 'encryption-required'],
    ['smtp', '504 5.7.4 Unrecognized authentication type', 'auth-method-unsupported'],
  ])('%s: %s means %s', (service, text, cause) => {
    expect(causeOf(failed(service, 'authenticate', settings, credentialsSent, reply('AUTHENTICATE', text)))).toBe(cause);
  });

  it('never blames the credentials when none were sent', () => {
    const problem = diagnose([failed('smtp', 'authenticate', settings, reply('AUTH PLAIN', '535 5.7.8 authentication failed'))])[0];
    expect(problem?.cause).not.toBe('wrong-credentials');
  });

  it('does not take a bare refusal for the password where the other service could not look it up', () => {
    const refused = failed(
      'smtp',
      'authenticate',
      settings,
      credentialsSent,
      reply('AUTH PLAIN', '535 5.7.8 Error: authentication failed: (reason unavailable)'),
    );
    const outage = reply('AUTHENTICATE PLAIN', 'NO [UNAVAILABLE] Temporary authentication failure.');
    const problems = diagnose([failed('imap', 'authenticate', settings, credentialsSent, outage), refused]);
    expect(problems.map(({ cause }) => cause)).toEqual(['server-unavailable', 'server-unavailable']);
    expect(problems[1]?.evidence).toContainEqual(outage);
  });

  it('asks for encryption where a server lists no way to sign in over clear text', () => {
    const clear = { ...settings, port: 143, security: 'none' } as const;
    expect(causeOf(failed('imap', 'authenticate', clear, { type: 'no-common-mechanism', offered: [] }))).toBe('encryption-required');
    expect(causeOf(failed('imap', 'authenticate', settings, { type: 'no-common-mechanism', offered: ['GSSAPI'] }))).toBe('auth-method-unsupported');
  });

  it('does not let a host name in the text decide', () => {
    const text = 'NO [CANNOT] user at login-failed.invalid-credentials.example.com';
    expect(causeOf(failed('imap', 'authenticate', settings, credentialsSent, reply('LOGIN', text)))).toBe('unexplained');
  });
});

describe('what a connection shows', () => {
  const attempt = (address: string, code?: string): Observation => ({
    type: 'connection-attempted',
    address,
    port: 993,
    outcome: code === undefined ? 'abandoned' : 'failed',
    ...(code && { code }),
    durationMs: 5,
  });

  it.each<[string, Stage, readonly Observation[], Cause]>([
    ['an unknown name', 'resolve', [{ type: 'resolve-failed', host: 'imap.example.con', code: 'ENOTFOUND' }], 'host-not-found'],
    ['a resolver that does not answer', 'resolve', [{ type: 'resolve-failed', host: 'imap.example.com', code: 'ETIMEOUT' }], 'dns-temporary-failure'],
    [
      'an address that we refuse to dial',
      'resolve',
      [{ type: 'dial-refused', host: '10.0.0.1', port: 993, refusal: 'address-not-public' }],
      'address-not-permitted',
    ],
    ['a closed port', 'connect', [attempt('192.0.2.1', 'ECONNREFUSED')], 'connection-refused'],
    ['IPv6 without a route and IPv4 that is silent', 'connect', [attempt('2001:db8::1', 'ENETUNREACH'), attempt('192.0.2.1')], 'connection-timeout'],
    [
      'clear text on a TLS port',
      'secure',
      [{ type: 'handshake-failed', code: 'ERR_SSL_WRONG_VERSION_NUMBER', message: 'wrong version number' }],
      'wrong-port-or-security',
    ],
    [
      'a server that knows only TLS 1.0',
      'secure',
      [{ type: 'handshake-failed', code: 'ERR_SSL_UNSUPPORTED_PROTOCOL', message: 'unsupported protocol' }],
      'tls-version-unsupported',
    ],
    ['no STARTTLS', 'secure', [{ type: 'starttls-not-offered' }], 'starttls-unavailable'],
    ['bytes before TLS', 'secure', [{ type: 'text-injected' }], 'connection-tampered'],
    ['PREAUTH', 'greet', [{ type: 'preauthenticated' }], 'connection-tampered'],
    ['a web server', 'greet', [{ type: 'foreign-protocol', protocol: 'http' }], 'wrong-port-or-security'],
    ['a full server', 'greet', [reply('greeting', 'BYE Too many connections from your address')], 'too-many-connections'],
    ['a server that is shut', 'greet', [reply('greeting', '421 4.3.2 Service not available')], 'server-unavailable'],
    ['silence', 'greet', [{ type: 'nothing-received', awaiting: 'greeting', afterMs: 10_000 }], 'connection-timeout'],
    ['no such mailbox', 'select', [reply('EXAMINE', 'NO [NONEXISTENT] No such mailbox')], 'mailbox-unavailable'],
    ['an exception of ours', 'select', [{ type: 'internal-error', reference: 'abc' }], 'unexplained'],
  ])('%s', (_, stage, observations, cause) => {
    expect(causeOf(failed('imap', stage, settings, ...observations))).toBe(cause);
  });

  it('in clear text where STARTTLS was agreed on is an intruder, not a wrong port', () => {
    const noTls: Observation = { type: 'handshake-failed', code: 'ERR_SSL_WRONG_VERSION_NUMBER', message: 'wrong version number' };
    const startTls: StageRecord = { ...failed('imap', 'resolve', { ...settings, security: 'starttls' }), verdict: 'passed' };
    expect(causeOf(startTls, failed('imap', 'secure', noTls))).toBe('connection-tampered');
  });

  it.each<[string, Cause]>([
    ['MAIL FROM: 553 5.7.1 Sender address rejected: not owned by auth user.', 'sender-rejected'],
    ['RCPT TO: 554 5.7.1 Relay access denied', 'relay-denied'],
    ['RCPT TO: 550 5.1.1 User unknown in local recipient table', 'recipient-rejected'],
    ['RCPT TO: 552 5.2.2 Quota exceeded (mailbox for user is full)', 'mailbox-full'],
    ['DATA: 554 5.7.1 Spam message rejected', 'message-rejected'],
    ['DATA: 552 5.3.4 Error: message file too big', 'message-too-large'],
    ['MAIL FROM: 550 5.7.1 Client host blocked using Spamhaus', 'ip-not-allowed'],
  ])('%s', (line, cause) => {
    const [command = '', text = ''] = line.split(': ', 2).length === 2 ? [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] : [];
    expect(causeOf(failed('smtp', 'send', reply(command, text)))).toBe(cause);
  });
});

describe('certificates', () => {
  const certificate = (
    decision: ObservationOf<'certificate-presented'>['decision'],
    ...defects: ObservationOf<'certificate-presented'>['defects']
  ): Observation => ({
    type: 'certificate-presented',
    host: 'mail.example.com',
    chain: [],
    defects,
    decision,
  });

  it('names the first of several defects in the order expired, self-signed, unknown issuer, name', () => {
    expect(causeOf(failed('imap', 'secure', settings, certificate('refused', 'certificate-name-mismatch', 'certificate-expired')))).toBe('certificate-expired');
  });

  it('offers to allow a refused certificate by a change of settings', () => {
    const [problem] = diagnose([failed('imap', 'secure', settings, certificate('refused', 'certificate-self-signed'))]);
    expect(problem?.remedies).toContainEqual({ id: 'allow-non-secure-certificate', kind: 'change-settings', patch: { allowNonSecureCertificate: true } });
    expect(problem?.error).toBe('certificate-not-trusted');
  });

  it('warns about an accepted defect and keeps the evidence', () => {
    const stage: StageRecord = { ...failed('smtp', 'secure', settings, certificate('allowed', 'certificate-expired')), verdict: 'passed' };
    expect(diagnose([stage])).toMatchObject([{ severity: 'warning', cause: 'certificate-expired', evidence: [{ type: 'certificate-presented' }] }]);
  });
});

describe('the whole verdict', () => {
  it('is empty when nothing failed', () => {
    expect(diagnose([{ service: 'imap', stage: 'resolve', verdict: 'passed', durationMs: 1, observations: [settings] }])).toEqual([]);
  });

  it('puts the earliest step of the article first and warnings last', () => {
    const problems = diagnose([
      failed('smtp', 'arrive', { type: 'message-missing', afterMs: 30_000 }),
      failed('smtp', 'connect', { type: 'deadline-passed', scope: 'stage', deadlineMs: 8_000 }),
      failed('imap', 'authenticate', credentialsSent, reply('LOGIN', 'NO [AUTHENTICATIONFAILED] no')),
    ]);
    expect(problems.map(({ stage, severity }) => [stage, severity])).toEqual([
      ['authenticate', 'blocking'],
      ['connect', 'blocking'],
      ['arrive', 'warning'],
    ]);
  });

  it('rests each problem on facts of its own stage or the settings of its lane', () => {
    const stage = failed('imap', 'greet', settings, { type: 'nothing-received', awaiting: 'greeting', afterMs: 1 });
    const evidence = diagnose([stage]).flatMap((problem) => problem.evidence);
    expect(evidence.length).toBeGreaterThan(0);
    for (const observation of evidence) expect(stage.observations).toContain(observation);
  });

  it('warns about credentials in clear text', () => {
    const stage: StageRecord = {
      ...failed('imap', 'authenticate', { ...settings, security: 'none', port: 143 }, { ...credentialsSent, encrypted: false }),
      verdict: 'passed',
    };
    expect(diagnose([stage])).toMatchObject([{ cause: 'encryption-required', severity: 'warning' }]);
  });

  it('says who stopped a check', () => {
    expect(describeStop({ service: 'imap', stage: 'connect' }, 'cancelled')).toMatchObject({ cause: 'cancelled', owner: 'you' });
    expect(causeSchema.options).toContain('interrupted');
  });
});
