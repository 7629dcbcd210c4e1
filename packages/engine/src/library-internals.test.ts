import { Readable } from 'node:stream';
import { ImapFlow } from 'imapflow';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { describe, expect, it } from 'vitest';
import engine from '../package.json' with { type: 'json' };
import { SpeakingImapFlow } from './imap-session.ts';
import { SpeakingSmtpConnection } from './smtp-session.ts';

/** The engine speaks through these although the libraries do not promise them: a new version must be read before it is used. */
describe('the internals of the pinned libraries that the engine uses', () => {
  it('belong to exactly these versions', () => {
    expect(engine.dependencies).toMatchObject({ imapflow: '2.1.2', nodemailer: '10.6.1' });
    expect(ImapFlow.version).toBe('2.1.2');
    expect(new SMTPConnection({ logger: false })).toMatchObject({ version: '10.6.1' });
  });

  it('are those of imapflow that speak over a socket', () => {
    const client = new SpeakingImapFlow({ host: 'mail.example.test', logger: false });
    expect(client).toMatchObject({
      exec: expect.any(Function),
      setSocketHandlers: expect.any(Function),
      setEventHandlers: expect.any(Function),
      socket: false,
      writeSocket: false,
    });
    expect(client.streamer).toBeInstanceOf(Readable);
  });

  it('are those of nodemailer that send a command and wait for its reply', () => {
    const client = new SpeakingSmtpConnection({ logger: false });
    expect(client).toMatchObject({
      _sendCommand: expect.any(Function),
      _parseEhloExtensions: expect.any(Function),
      _clearPhase: expect.any(Function),
      _responseActions: [],
    });
    expect(SMTPConnection.prototype).toHaveProperty('_actionGreeting');
  });
});
