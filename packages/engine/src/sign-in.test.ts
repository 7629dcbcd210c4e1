import { describe, expect, it } from 'vitest';
import { checkWith } from './testing/check-with.ts';
import { certificate, closedPort, password, runCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';
import { type ImapAnswers, smtpScript } from './testing/scripts.ts';

const plain = Buffer.from(`\0alice@example.test\0${password}`).toString('base64');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const refusal: ImapAnswers = { AUTHENTICATE: (tag) => `${tag} NO [AUTHENTICATIONFAILED] Authentication failed.\r\n` };

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
