import { checkEventSchema, emptyProgress, reduceCheck } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { type CheckOptions, type CheckResult, certificate, closedPort, password, receiver, runCheck, wrongCertificate } from './testing/run-check.ts';
import { type ScriptedServer, startScriptedServer } from './testing/scripted-server.ts';
import { type ImapAnswers, imapAnswers, imapScript, type SmtpAnswers, smtpAnswers, smtpScript } from './testing/scripts.ts';

interface Surroundings extends Omit<CheckOptions, 'imap' | 'smtp'> {
  readonly security?: CheckOptions['imap']['security'];
  readonly imap?: ImapAnswers;
  readonly imapGreeting?: string;
  readonly smtp?: SmtpAnswers;
  readonly certificate?: typeof certificate;
}

/** A check against two healthy servers, but for what is said. */
async function checkWith(surroundings: Surroundings = {}): Promise<CheckResult & { readonly imap: ScriptedServer; readonly smtp: ScriptedServer }> {
  const { security = 'tls', ...options } = surroundings;
  const server = { security, certificate: surroundings.certificate ?? certificate };
  await using imap = await startScriptedServer(imapScript(server, { ...imapAnswers, ...surroundings.imap }, surroundings.imapGreeting));
  await using smtp = await startScriptedServer(smtpScript(server, { ...smtpAnswers, ...surroundings.smtp }));
  const result = await runCheck({ ...options, imap: { port: imap.port, security }, smtp: { port: smtp.port, security } });
  await Promise.all([imap.allClosed(), smtp.allClosed()]);
  return { ...result, imap, smtp };
}

const plain = Buffer.from(`\0alice@example.test\0${password}`).toString('base64');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const refusal: ImapAnswers = { AUTHENTICATE: (tag) => `${tag} NO [AUTHENTICATIONFAILED] Authentication failed.\r\n` };

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

describe('the IMAP sign-in', () => {
  const greetingWith = (capabilities: string) => ({ imapGreeting: `* OK [CAPABILITY IMAP4rev1 ${capabilities}] hello\r\n` });
  const asks = (...challenges: readonly string[]): ImapAnswers => ({
    AUTHENTICATE: async (tag, _, peer) => {
      for (const challenge of challenges) {
        peer.send(`+ ${challenge}\r\n`);
        await peer.line();
      }
      return `${tag} OK Logged in\r\n`;
    },
  });

  it('sends PLAIN after a challenge when the server knows no initial response', async () => {
    const { imap, facts } = await checkWith({ ...greetingWith('AUTH=PLAIN AUTH=LOGIN'), imap: asks('') });
    expect(imap.received.slice(0, 2)).toEqual(['1 AUTHENTICATE PLAIN', plain]);
    expect(facts('imap', 'authenticate')).toContainEqual({ type: 'credentials-sent', mechanism: 'PLAIN', encrypted: true });
  });

  it('uses LOGIN of SASL when there is no PLAIN', async () => {
    const { imap, facts, report } = await checkWith({ ...greetingWith('AUTH=LOGIN'), imap: asks(base64('User Name\0'), base64('Password\0')) });
    expect(imap.received.slice(0, 3)).toEqual(['1 AUTHENTICATE LOGIN', base64('alice@example.test'), base64(password)]);
    expect(facts('imap', 'authenticate')).toContainEqual({ type: 'credentials-sent', mechanism: 'LOGIN', encrypted: true });
    expect(report.transcript.imap.slice(0, 7).map(({ text }) => text)).not.toContain(base64('alice@example.test'));
  });

  it('has sent no credentials when the server refuses the mechanism first', async () => {
    const { facts, stage } = await checkWith({ ...greetingWith('AUTH=LOGIN'), imap: { AUTHENTICATE: (tag) => `${tag} NO not that one\r\n` } });
    expect(stage('imap', 'authenticate')).toBe('failed');
    expect(facts('imap', 'authenticate').map(({ type }) => type)).toEqual(['server-replied']);
  });

  it('uses the command LOGIN when there is no SASL, quoted as it must be', async () => {
    const { imap } = await checkWith({
      ...greetingWith(''),
      password: 'a "b" \\c',
      imap: { LOGIN: (tag) => `${tag} OK [CAPABILITY IMAP4rev1] Logged in\r\n` },
    });
    expect(imap.received[0]).toBe('1 LOGIN "alice@example.test" "a \\"b\\" \\\\c"');
  });

  it('sends a password beyond ASCII as a literal', async () => {
    const { imap, facts, report } = await checkWith({
      ...greetingWith(''),
      password: 'lösenord',
      imap: {
        LOGIN: async (tag, _, peer) => {
          peer.send('+ go on\r\n');
          await peer.line();
          return `${tag} OK [CAPABILITY IMAP4rev1] Logged in\r\n`;
        },
      },
    });
    expect(imap.received.slice(0, 2)).toEqual(['1 LOGIN "alice@example.test" {9}', 'lösenord']);
    expect(facts('imap', 'authenticate')[0]).toEqual({ type: 'credentials-sent', mechanism: 'LOGIN', encrypted: true });
    expect(JSON.stringify(report)).not.toContain('lösenord');
  });

  it('asks for the capabilities when the server does not say them by itself', async () => {
    const { imap, end } = await checkWith({ imapGreeting: '* OK hello\r\n', imap: { AUTHENTICATE: (tag) => `${tag} OK Logged in\r\n` } });
    expect(imap.received.map((line) => line.split(' ')[1])).toEqual(['CAPABILITY', 'AUTHENTICATE', 'CAPABILITY', 'EXAMINE', 'LIST', 'LOGOUT']);
    expect(end.outcome).toBe('connected');
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

describe('the SMTP sign-in', () => {
  it('uses LOGIN when there is no PLAIN', async () => {
    const { smtp, facts } = await checkWith({
      smtp: {
        EHLO: () => '250-mx\r\n250-AUTH=LOGIN\r\n250 AUTH LOGIN\r\n',
        AUTH: async (_, peer) => {
          for (const question of ['Username:', 'Password:']) {
            peer.send(`334 ${base64(question)}\r\n`);
            await peer.line();
          }
          return '235 2.7.0 Welcome\r\n';
        },
      },
    });
    expect(smtp.received.slice(1, 4)).toEqual(['AUTH LOGIN', base64('alice@example.test'), base64(password)]);
    expect(facts('smtp', 'authenticate').map(({ type }) => type)).toEqual(['credentials-sent', 'server-replied', 'signed-in']);
  });

  it('is left out when IMAP refused the credentials: a second refusal could lock the account', async () => {
    const { stage, smtp, end, report } = await checkWith({ imap: refusal });
    expect(stage('imap', 'authenticate')).toBe('failed');
    expect(
      ['greet', 'authenticate', 'send', 'arrive'].map((name) => report.stages.find((record) => record.service === 'smtp' && record.stage === name)?.reason),
    ).toEqual([undefined, 'credentials-refused', 'credentials-refused', 'credentials-refused']);
    expect(smtp.received.join('\n')).not.toContain('AUTH ');
    expect(end.outcome).toBe('failed');
    expect(report.problems).toMatchObject([{ service: 'imap', cause: 'wrong-credentials', error: 'unauthorized' }]);
  });

  it('is left out after a NO that nobody understands', async () => {
    const { stage } = await checkWith({ imap: { AUTHENTICATE: (tag) => `${tag} NO Nej.\r\n` } });
    expect(stage('smtp', 'authenticate')).toBe('credentials-refused');
  });

  it('takes place when the IMAP server merely has too many connections', async () => {
    const { stage } = await checkWith({ imap: { AUTHENTICATE: (tag) => `${tag} NO [ALERT] Too many simultaneous connections. (Failure)\r\n` } });
    expect(stage('imap', 'authenticate')).toBe('failed');
    expect(stage('smtp', 'authenticate')).toBe('passed');
  });

  it('takes place when IMAP cannot be reached, and the message is sent', async () => {
    await using smtp = await startScriptedServer(smtpScript({ security: 'tls', certificate }));
    const { stage, end } = await runCheck({ imap: { port: await closedPort(), security: 'tls' }, smtp: { port: smtp.port, security: 'tls' } });
    expect([stage('imap', 'connect'), stage('imap', 'authenticate'), stage('smtp', 'arrive')]).toEqual(['failed', 'earlier-stage-failed', 'passed']);
    expect(end.outcome).toBe('failed');
  });

  it('does not depend on the inbox', async () => {
    const { stage } = await checkWith({ imap: { EXAMINE: (tag) => `${tag} NO [NONEXISTENT] no inbox\r\n` } });
    expect([stage('imap', 'select'), stage('smtp', 'send')]).toEqual(['failed', 'passed']);
  });
});

describe('the test message', () => {
  it('is whole, ours and no more than it must be', async () => {
    const { smtp, facts } = await checkWith({
      testMessage: { recipient: 'bcc@operator.test', message: { subject: 'Prüfung', text: 'Ett\n.\ntvå' }, receiver },
    });
    const start = smtp.received.indexOf('DATA');
    const message = smtp.received.slice(start + 1, -1);
    const accepted = facts('smtp', 'send').find(({ type }) => type === 'message-accepted');
    expect(accepted).toMatchObject({ recipient: 'bcc@operator.test', messageId: expect.stringMatching(/^<[0-9a-f-]{36}@example\.test>$/) });
    expect(message).toEqual(
      expect.arrayContaining([
        'From: alice@example.test',
        'To: bcc@operator.test',
        'Auto-Submitted: auto-generated',
        'Content-Type: text/plain; charset=utf-8',
      ]),
    );
    expect(message.filter((line) => line === '.')).toHaveLength(1);
    expect(message.some((line) => accepted?.type === 'message-accepted' && line === `Message-ID: ${accepted.messageId}`)).toBe(true);
  });

  it('names domains of other scripts so that any server understands', async () => {
    const { smtp } = await checkWith({ settings: { email: 'alice@exempel-åäö.test' } });
    expect(smtp.received).toContain('MAIL FROM:<alice@xn--exempel--7zaj2q.test>');
  });

  it('goes one command at a time to a server without PIPELINING', async () => {
    const { end, facts } = await checkWith({ smtp: { EHLO: () => '250-mx\r\n250 AUTH PLAIN\r\n' } });
    expect(end.outcome).toBe('connected');
    expect(facts('smtp', 'send')).toHaveLength(5);
  });

  it.each<[string, SmtpAnswers, string]>([
    [
      'its sender',
      {
        MAIL: () => '553 5.7.1 Sender address rejected: not owned by user\r\n',
        RCPT: () => '503 5.5.1 Bad sequence\r\n',
        DATA: () => '503 5.5.1 Bad sequence\r\n',
      },
      'sender-rejected',
    ],
    ['its recipient', { RCPT: () => '554 5.7.1 Relay access denied\r\n', DATA: () => '554 5.5.1 No valid recipients\r\n' }, 'relay-denied'],
    [
      'what it says',
      {
        DATA: async (_, peer) => {
          peer.send('354 go on\r\n');
          while ((await peer.line()) !== '.');
          return '554 5.7.1 Spam message rejected\r\n';
        },
      },
      'message-rejected',
    ],
  ])('fails when the server does not want %s', async (_, smtp, cause) => {
    const { stage, report, end } = await checkWith({ smtp });
    expect([stage('smtp', 'send'), stage('smtp', 'arrive')]).toEqual(['failed', 'earlier-stage-failed']);
    expect(report.problems).toMatchObject([{ service: 'smtp', stage: 'send', cause, error: 'test-message-failed' }]);
    expect(end.outcome).toBe('failed');
  });

  it('that the receiver of another cannot see is not waited for', async () => {
    const { stage, end } = await checkWith({
      testMessage: { recipient: 'bcc@operator.test', message: { subject: 'Test', text: 'Test' }, receiver: undefined },
    });
    expect([stage('smtp', 'send'), stage('smtp', 'arrive'), end.outcome]).toEqual(['passed', 'foreign-recipient', 'connected']);
  });

  it('is not sent when the person does not want it, or when there is nobody to send it to', async () => {
    const off = await checkWith({ settings: { sendTestMessage: false } });
    expect([off.stage('smtp', 'send'), off.stage('smtp', 'arrive'), off.end.outcome]).toEqual(['test-message-off', 'test-message-off', 'connected']);
    const nobody = await checkWith({ testMessage: { skipped: 'no-recipient' } });
    expect([nobody.stage('smtp', 'send'), nobody.stage('smtp', 'arrive'), nobody.end.outcome]).toEqual(['no-recipient', 'no-recipient', 'connected']);
    expect(nobody.smtp.received.join('\n')).not.toContain('MAIL FROM');
  });

  it('tells an exception of ours by its reference', async () => {
    const errors: unknown[] = [];
    const broken = { arrivalOf: () => Promise.reject(new Error('the receiver broke')) };
    const { facts, end, report } = await checkWith({
      testMessage: { recipient: 'bcc@operator.test', message: { subject: 'Test', text: 'Test' }, receiver: broken },
      onInternalError: (error) => errors.push(error),
    });
    expect(errors).toMatchObject([{ message: 'the receiver broke' }]);
    expect(facts('smtp', 'arrive')).toMatchObject([{ type: 'internal-error', reference: expect.any(String) }]);
    expect(report.problems).toMatchObject([{ cause: 'unexplained', owner: 'us' }]);
    expect(end.outcome).toBe('failed');
    expect(JSON.stringify(report)).not.toContain('the receiver broke');
  });
});

describe('a certificate with a defect', () => {
  it('ends the lane before a word is said', async () => {
    const { stage, imap, smtp } = await checkWith({ certificate: wrongCertificate, security: 'starttls' });
    expect([stage('imap', 'secure'), stage('smtp', 'secure')]).toEqual(['failed', 'failed']);
    expect(imap.received).toEqual(['1 STARTTLS']);
    expect(smtp.received).toEqual(['EHLO checker.example.test', 'STARTTLS']);
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
