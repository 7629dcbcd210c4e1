import { describe, expect, it } from 'vitest';
import { adviceOn, ownerOf } from './advice.ts';
import { describeStop, diagnose } from './diagnose.ts';
import type { Observation, ObservationOf, StageRecord } from './observation.ts';
import type { Remedy, RemedyId } from './problem.ts';
import { errorOf } from './stage.ts';
import { causeSchema, type Owner, type Service, type Stage, serviceSchema, stageSchema } from './vocabulary.ts';

const settings: ObservationOf<'settings-used'> = {
  type: 'settings-used',
  host: 'mail.example.com',
  port: 993,
  security: 'tls',
  usernameForm: 'address',
  otherUsername: 'anna',
  allowNonSecureCertificate: false,
};
const provider: ObservationOf<'provider-recognised'> = { type: 'provider-recognised', host: settings.host, id: 'example', name: 'Example', imap: [], smtp: [] };
const greeted: Observation = { type: 'greeting-received', text: 'ready' };
const sent: Observation = { type: 'credentials-sent', mechanism: 'PLAIN', encrypted: true };
const signedIn: Observation = { type: 'signed-in' };

function record(service: Service, stage: Stage, verdict: 'passed' | 'failed', ...observations: readonly Observation[]): StageRecord {
  return { service, stage, verdict, durationMs: 1, observations: [...observations] };
}

function certificate(decision: ObservationOf<'certificate-presented'>['decision']): Observation {
  return { type: 'certificate-presented', host: settings.host, chain: [], defects: decision === 'valid' ? [] : ['certificate-expired'], decision };
}

function replied(command: string, status: string, words: string): Observation {
  return { type: 'server-replied', command, ok: false, status, reply: `${status} ${words}` };
}

/** The first failure of these stages, as what to do about it. */
function remediesOf(...stages: readonly StageRecord[]): readonly Remedy[] {
  return diagnose(stages).find(({ severity }) => severity === 'blocking')?.remedies ?? [];
}

function idsOf(...stages: readonly StageRecord[]): readonly RemedyId[] {
  return remediesOf(...stages).map(({ id }) => id);
}

/** A lane that came to its sign-in over a valid certificate, and what the server said there. */
function refusedSignIn(service: Service, reply: Observation, ...facts: readonly Observation[]): readonly StageRecord[] {
  return [
    record(service, 'resolve', 'passed', settings, ...facts),
    record(service, 'secure', 'passed', certificate('valid')),
    record(service, 'greet', 'passed', greeted),
    record(service, 'authenticate', 'failed', sent, reply),
  ];
}

const wrongPassword = replied('AUTHENTICATE PLAIN', 'NO', 'Invalid credentials');
const wrongSmtpPassword = replied('AUTH PLAIN', '535', '5.7.8 authentication failed');

describe('a refused password', () => {
  it('is to be checked first, then the name, an app password and whether our addresses may come', () => {
    expect(idsOf(...refusedSignIn('imap', wrongPassword))).toEqual([
      'check-address-and-password',
      'use-custom-username',
      'use-app-password',
      'allow-our-addresses',
    ]);
  });

  it('does not send anybody to a server that has answered, or to a certificate that was found valid', () => {
    const ids = idsOf(...refusedSignIn('imap', wrongPassword));
    expect(ids).not.toContain('check-server-and-port');
    expect(ids).not.toContain('check-certificate');
  });

  it('over a certificate that was merely allowed makes one look at the certificate', () => {
    const stages = refusedSignIn('imap', wrongPassword).with(1, record('imap', 'secure', 'passed', certificate('allowed')));
    expect(idsOf(...stages)).toContain('check-certificate');
  });

  it('that IMAP took is not to be checked when SMTP refuses it: what differs is', () => {
    const [problem] = diagnose([record('imap', 'authenticate', 'passed', sent, signedIn), ...refusedSignIn('smtp', wrongSmtpPassword)]);
    expect(problem).toMatchObject({ cause: 'wrong-credentials', confidence: 'possible', owner: 'you' });
    expect(problem?.alternatives.map(({ cause }) => cause)).toEqual(expect.arrayContaining(['smtp-auth-disabled', 'username-format', 'app-password-required']));
    const ids = problem?.remedies.map(({ id }) => id);
    expect(ids?.slice(0, 3)).toEqual(['use-custom-username', 'enable-smtp-auth', 'use-app-password']);
    expect(ids).not.toContain('check-address-and-password');
  });
});

describe('what the provider is known to want', () => {
  it('is an app password, made on its own page', () => {
    const wants: Observation = { ...provider, auth: 'app-password', appPasswordHelp: 'https://example.com/app-passwords' };
    const [problem] = diagnose(refusedSignIn('imap', wrongPassword, wants));
    expect(problem).toMatchObject({ cause: 'app-password-required', confidence: 'likely', owner: 'you' });
    expect(problem?.alternatives).toContainEqual({ cause: 'wrong-credentials', confidence: 'possible' });
    expect(problem?.remedies[0]).toEqual({ id: 'use-app-password', kind: 'visit', url: 'https://example.com/app-passwords' });
    expect(problem?.evidence).toContain(wants);
  });

  it('is no password at all', () => {
    expect(diagnose(refusedSignIn('imap', wrongPassword, { ...provider, auth: 'oauth-only' }))[0]).toMatchObject({
      cause: 'oauth-required',
      confidence: 'likely',
    });
  });

  it('is the other form of the name, offered as a change of settings', () => {
    const [problem] = diagnose(refusedSignIn('imap', wrongPassword, { ...provider, username: 'local-part' }));
    expect(problem).toMatchObject({ cause: 'username-format', confidence: 'likely' });
    expect(problem?.remedies[0]).toEqual({ id: 'use-other-username', kind: 'change-settings', patch: { username: 'anna' } });
  });

  it('is the name that was used already: no other one is offered', () => {
    expect(idsOf(...refusedSignIn('imap', wrongPassword, { ...provider, username: 'email' }))).not.toContain('use-other-username');
  });

  it('is IMAP switched on first, which stands last beside the password', () => {
    const remedies = remediesOf(...refusedSignIn('imap', wrongPassword, { ...provider, imapMustBeEnabled: true, enableImapHelp: 'https://example.com/imap' }));
    expect(remedies.at(-1)).toEqual({ id: 'enable-imap', kind: 'visit', url: 'https://example.com/imap' });
  });

  it('counts for less than the words of the server', () => {
    const disabled = replied('AUTHENTICATE PLAIN', 'NO', 'Your account is not enabled for IMAP use');
    expect(diagnose(refusedSignIn('imap', disabled, { ...provider, auth: 'app-password' }))[0]?.cause).toBe('imap-disabled');
  });
});

describe('allowing our addresses', () => {
  const attempt = (code: string): Observation => ({ type: 'connection-attempted', address: '192.0.2.1', port: 993, outcome: 'failed', code, durationMs: 5 });

  it.each<[string, StageRecord]>([
    ['silence', record('imap', 'connect', 'failed', settings, attempt('ETIMEDOUT'))],
    ['a refused connection', record('imap', 'connect', 'failed', settings, attempt('ECONNREFUSED'))],
    ['a reset connection', record('imap', 'connect', 'failed', settings, attempt('ECONNRESET'))],
    ['a refusal that explains nothing', record('imap', 'authenticate', 'failed', settings, sent, replied('LOGIN', 'NO', 'Sorry'))],
    ['a blocked address', record('smtp', 'greet', 'failed', settings, replied('greeting', '554', 'Client host blocked using a list'))],
  ])('can help against %s', (_, stage) => {
    expect(idsOf(stage)).toContain('allow-our-addresses');
  });

  it.each<[string, StageRecord]>([
    ['a name that does not exist', record('imap', 'resolve', 'failed', settings, { type: 'resolve-failed', host: 'x', code: 'ENOTFOUND' })],
    ['spam', record('smtp', 'send', 'failed', settings, replied('DATA', '554', '5.7.1 Spam message rejected'))],
    ['a message that is too large', record('smtp', 'send', 'failed', settings, replied('MAIL FROM', '552', '5.3.4 Message size exceeds fixed limit'))],
    ['too many connections', record('imap', 'greet', 'failed', settings, replied('greeting', 'BYE', 'Too many connections'))],
    ['a certificate', record('imap', 'secure', 'failed', settings, certificate('refused'))],
  ])('is no use against %s', (_, stage) => {
    expect(idsOf(stage)).not.toContain('allow-our-addresses');
  });
});

describe('a certificate', () => {
  it('may be allowed only where a defect of it is the cause', () => {
    for (const service of serviceSchema.options)
      for (const stage of stageSchema.options)
        for (const cause of causeSchema.options) {
          const offers = adviceOn(cause, errorOf(service, stage, cause)).includes('allow-non-secure-certificate');
          expect([cause, offers]).toEqual([cause, cause.startsWith('certificate-')]);
        }
  });

  it('that was accepted already asks for no second consent', () => {
    const ids = diagnose([record('imap', 'secure', 'passed', settings, certificate('allowed'))])[0]?.remedies.map(({ id }) => id);
    expect(ids).toEqual(['renew-certificate']);
  });
});

describe('whoever has to act', () => {
  /** Advice that only one of them can follow. */
  const actors: Readonly<Partial<Record<RemedyId, readonly Owner[]>>> = {
    'check-server-and-port': ['you'],
    'check-server-name': ['you'],
    'check-address-and-password': ['you'],
    'check-bcc-mailbox': ['you'],
    'use-custom-username': ['you'],
    'use-other-username': ['you'],
    'use-app-password': ['you'],
    'use-encryption': ['you'],
    'enable-imap': ['you'],
    'free-mailbox-space': ['you'],
    'close-other-connections': ['you'],
    'sign-in-with-browser': ['you'],
    'allow-our-addresses': ['it-team'],
    'renew-certificate': ['it-team'],
    'enable-smtp-auth': ['it-team'],
    'check-technical-requirements': ['it-team'],
    'ask-it-or-provider': ['it-team', 'provider'],
    'try-again-later': ['provider', 'us', 'you'],
    'report-to-us': ['us'],
  };

  it.each(causeSchema.options.filter((cause) => cause !== 'cancelled'))('%s begins with advice for its owner', (cause) => {
    const [first] = adviceOn(cause, errorOf('imap', 'authenticate', cause));
    expect(first && actors[first]).toContain(ownerOf(cause));
  });

  it('is nobody when a check was cancelled, and needs patience when we broke it off', () => {
    expect(describeStop({ service: 'imap', stage: 'connect' }, 'cancelled').remedies).toEqual([]);
    expect(describeStop({ service: 'imap', stage: 'connect' }, 'interrupted').remedies).toEqual([{ id: 'try-again-later', kind: 'advise' }]);
  });
});

it('a connection that somebody tampered with is no reason to type the password anew', () => {
  expect(idsOf(record('imap', 'secure', 'failed', settings, { type: 'text-injected' }))).toEqual(['ask-it-or-provider']);
});

it('a full mailbox is to be emptied', () => {
  expect(idsOf(record('smtp', 'send', 'failed', settings, replied('RCPT TO', '552', '5.2.2 mailbox full')))[0]).toBe('free-mailbox-space');
});

describe('two certificates that are not trusted', () => {
  const leaf = (fingerprint256: string): Observation => ({
    type: 'certificate-presented',
    host: settings.host,
    chain: [{ subject: 'mail', names: [], issuer: 'mail', validFrom: '2026-01-01', validTo: '2027-01-01', fingerprint256 }],
    defects: ['certificate-self-signed'],
    decision: 'refused',
  });
  const consents = (imap: string, smtp: string) =>
    diagnose([record('imap', 'secure', 'failed', settings, leaf(imap)), record('smtp', 'secure', 'failed', settings, leaf(smtp))]).map(({ remedies }) =>
      remedies.flatMap(({ id, patch }) => (patch?.trustedCertificates === undefined ? [] : [[id, patch.trustedCertificates]])),
    );

  it('can be trusted in one step, or each for itself', () => {
    const both = ['trust-both-certificates', ['a', 'b']];
    expect(consents('a', 'b')).toEqual([
      [both, ['trust-this-certificate', ['a']]],
      [both, ['trust-this-certificate', ['b']]],
    ]);
  });

  it('are one question when they are the same', () => {
    expect(consents('a', 'a')).toEqual([[['trust-this-certificate', ['a']]], [['trust-this-certificate', ['a']]]]);
  });
});
