import { checkEventSchema, emptyProgress, reduceCheck, type Service } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { checkWith } from './testing/check-with.ts';
import { password, wrongCertificate } from './testing/run-check.ts';

const plain = Buffer.from(`\0alice@example.test\0${password}`).toString('base64');
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe.each(['tls', 'starttls', 'none'] as const)('a check of healthy servers with %s', (security) => {
  it('connects over one connection a service, with one sign-in and one message', async () => {
    const { end, report, imap, smtp, facts } = await checkWith({ security });
    expect(end.outcome).toBe('connected');
    expect(report.stages.map(({ verdict }) => verdict)).toEqual(report.stages.map(() => 'passed'));
    expect([imap.connections, smtp.connections]).toEqual([1, 1]);
    expect(imap.received.filter((line) => line.includes(' AUTHENTICATE '))).toHaveLength(1);
    expect(smtp.received.filter((line) => line.startsWith('AUTH '))).toEqual([`AUTH PLAIN ${plain}`]);
    expect(smtp.received.filter((line) => /^(?:MAIL|RCPT|DATA)/.test(line))).toEqual(['MAIL FROM:<alice@example.test>', 'RCPT TO:<bcc@operator.test>', 'DATA']);
    expect(imap.received.at(-1)).toBe('Q LOGOUT');
    expect(smtp.received.at(-1)).toBe('QUIT');
    const encrypted = security !== 'none';
    expect(facts('imap', 'authenticate')).toContainEqual({ type: 'credentials-sent', mechanism: 'PLAIN', encrypted });
    expect(facts('smtp', 'authenticate')).toContainEqual({ type: 'credentials-sent', mechanism: 'PLAIN', encrypted });
    expect(report.problems.map(({ cause, severity }) => [cause, severity])).toEqual(
      encrypted ? [] : ['encryption-required', 'encryption-required'].map((cause) => [cause, 'warning']),
    );
  });

  it('tells events of the contract that fold to its report', async () => {
    const { events, report } = await checkWith({ security });
    for (const event of events) expect(checkEventSchema.safeParse(event)).toMatchObject({ success: true });
    const folded = events.slice(0, -1).reduce(reduceCheck, emptyProgress).report;
    expect({ ...folded, outcome: report.outcome, durationMs: report.durationMs, transcript: report.transcript }).toEqual(report);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((left, right) => left - right));
  });
});

describe('what a check sees', () => {
  it('holds what is known about the provider, right behind the settings', async () => {
    const provider = { id: 'example', name: 'Example Mail', auth: 'app-password' as const, imap: [], smtp: [] };
    const { facts } = await checkWith({
      recogniseProvider: (host, email) => (host === 'mail.example.test' && email === 'alice@example.test' ? provider : undefined),
    });
    for (const service of ['imap', 'smtp'] as const) {
      expect(facts(service, 'resolve')[1]).toEqual({ type: 'provider-recognised', host: 'mail.example.test', ...provider });
    }
    const nobody = await checkWith({ recogniseProvider: () => undefined });
    expect(nobody.facts('imap', 'resolve').map(({ type }) => type)).toEqual(['settings-used', 'addresses-resolved']);
  });

  it('is said in facts of each stage', async () => {
    const { facts } = await checkWith({ security: 'starttls' });
    expect(facts('imap', 'resolve')[0]).toMatchObject({ type: 'settings-used', security: 'starttls', usernameForm: 'address' });
    expect(facts('smtp', 'resolve')[0]).toMatchObject({ type: 'settings-used', security: 'starttls', usernameForm: 'address' });
    expect(facts('imap', 'greet')).toMatchObject([
      { type: 'greeting-received', text: 'Dovecot ready.', software: 'Dovecot' },
      { type: 'capabilities-listed', when: 'before-tls', capabilities: expect.arrayContaining(['STARTTLS', 'LOGINDISABLED']) },
    ]);
    expect(facts('imap', 'secure').at(-1)).toMatchObject({
      type: 'capabilities-listed',
      when: 'before-sign-in',
      capabilities: expect.arrayContaining(['AUTH=PLAIN']),
    });
    expect(facts('imap', 'authenticate').map(({ type }) => type)).toEqual(['credentials-sent', 'server-replied', 'signed-in', 'capabilities-listed']);
    expect(facts('imap', 'select')).toEqual([
      { type: 'mailbox-opened', mailbox: 'INBOX', messages: 3 },
      {
        type: 'folders-listed',
        count: 3,
        special: [
          { use: '\\Sent', path: 'Sent Å' },
          { use: '\\Junk', path: 'Junk' },
        ],
        truncated: false,
      },
    ]);
    expect(facts('smtp', 'greet')).toMatchObject([
      { type: 'greeting-received', text: 'mx.example.test ESMTP Postfix', software: 'Postfix' },
      { type: 'capabilities-listed', when: 'before-tls', capabilities: ['PIPELINING', 'SIZE 10240000', 'STARTTLS'] },
    ]);
    expect(facts('smtp', 'secure').at(-1)).toMatchObject({
      type: 'capabilities-listed',
      when: 'before-sign-in',
      capabilities: ['PIPELINING', 'SIZE 10240000', 'AUTH PLAIN LOGIN'],
    });
    expect(facts('smtp', 'send').map((fact) => [fact.type, 'command' in fact ? `${fact.command} ${fact.status}` : ''])).toEqual([
      ['server-replied', 'MAIL FROM 250'],
      ['server-replied', 'RCPT TO 250'],
      ['server-replied', 'DATA 354'],
      ['server-replied', 'DATA 250'],
      ['message-accepted', ''],
    ]);
  });

  it('is written down line by line, without a secret', async () => {
    const { report } = await checkWith({ security: 'none' });
    const imapLines = report.transcript.imap.map(({ from, text }) => `${from}: ${text}`);
    expect(imapLines).toEqual(
      expect.arrayContaining(['client: 1 AUTHENTICATE PLAIN [redacted]', 'client: 2 EXAMINE INBOX', 'client: 3 LIST "" "*"', 'client: Q LOGOUT']),
    );
    const smtpLines = report.transcript.smtp.map(({ from, text }) => `${from}: ${text}`);
    expect(smtpLines).toEqual(
      expect.arrayContaining([
        'client: EHLO checker.example.test',
        'client: AUTH PLAIN [redacted]',
        'client: Auto-Submitted: auto-generated',
        'client: .',
        'client: QUIT',
      ]),
    );
    expect(JSON.stringify(report)).not.toContain(plain);
  });

  it('hides what disguises a text', async () => {
    const { facts } = await checkWith({ imapGreeting: '* OK \u001b[31mred\u202e text\u200b <b>bold</b>\r\n' });
    expect(facts('imap', 'greet')[0]).toMatchObject({ text: '\\u{1b}[31mred\\u{202e} text\\u{200b} <b>bold</b>' });
  });

  it('reads the legacy encoding of an old server', async () => {
    const { facts } = await checkWith({ imap: { AUTHENTICATE: (tag, _, peer) => void peer.send(Buffer.from(`${tag} NO Fel l\u00f6senord\r\n`, 'latin1')) } });
    expect(facts('imap', 'authenticate').at(-1)).toMatchObject({ reply: 'NO Fel lösenord' });
  });

  it.each([
    ['alice', 'local-part'],
    ['alice@other.test', 'address'],
    ['EXAMPLE\\alice', 'other'],
  ])('says what kind of user name %s is', async (username, usernameForm) => {
    const { facts, imap } = await checkWith({ settings: { username } });
    expect(facts('imap', 'resolve')[0]).toMatchObject({ usernameForm });
    expect(imap.received[0]).toContain(base64(`\0${username}\0${password}`));
  });
});

describe('the list of folders', () => {
  it('is asked for with its special uses where the server might leave them out', async () => {
    const { imap } = await checkWith({ imap: { AUTHENTICATE: (tag) => `${tag} OK [CAPABILITY IMAP4rev1 LIST-EXTENDED SPECIAL-USE] in\r\n` } });
    expect(imap.received).toContain('3 LIST "" "*" RETURN (SPECIAL-USE)');
  });

  it('is part of what must work', async () => {
    const { stage, facts } = await checkWith({ imap: { LIST: (tag) => `${tag} NO not today\r\n` } });
    expect(stage('imap', 'select')).toBe('failed');
    expect(facts('imap', 'select').map(({ type }) => type)).toEqual(['mailbox-opened', 'server-replied']);
  });
});

describe('a certificate with a defect', () => {
  it('ends the lane before a word is said', async () => {
    const { stage, report, imap, smtp } = await checkWith({ certificate: wrongCertificate, security: 'starttls' });
    const said = (service: Service) => report.transcript[service].filter(({ from }) => from === 'client').map(({ text }) => text);
    expect([stage('imap', 'secure'), stage('smtp', 'secure')]).toEqual(['failed', 'failed']);
    expect([said('imap'), said('smtp')]).toEqual([['1 STARTTLS'], ['EHLO checker.example.test', 'STARTTLS']]);
    expect([...imap.received, ...smtp.received].join('\n')).not.toMatch(/AUTH|LOGIN/);
  });

  it('is passed when the person allows it, and told as a warning', async () => {
    const { end, report } = await checkWith({ certificate: wrongCertificate, settings: { allowNonSecureCertificate: true } });
    expect(end.outcome).toBe('connected');
    expect(report.problems).toMatchObject([
      { service: 'imap', stage: 'secure', cause: 'certificate-name-mismatch', severity: 'warning' },
      { service: 'smtp', stage: 'secure', cause: 'certificate-name-mismatch', severity: 'warning' },
    ]);
    expect(report.certificate.imap).toMatchObject({ accepted: true, fingerprint256: wrongCertificate.fingerprint256 });
  });
});

describe('a password that is an ordinary word', () => {
  it.each(['tls', 'server-replied', 'client', 'passed', 'type'])('%s does not break the events', async (word) => {
    const { events, end } = await checkWith({ password: word });
    for (const event of events) expect(checkEventSchema.safeParse(event)).toMatchObject({ success: true });
    expect(end.outcome).toBe('connected');
  });
});
