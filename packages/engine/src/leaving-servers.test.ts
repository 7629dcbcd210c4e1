import { describe, expect, it } from 'vitest';
import { expectFailure, type HostileCases, imap, smtp } from './testing/hostile-server.ts';
import { certificate, runCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';
import { imapAnswers, imapScript } from './testing/scripts.ts';

const cases: HostileCases = {
  'BYE as a greeting': {
    service: 'imap',
    script: imap({}, '* BYE [UNAVAILABLE] Down for maintenance.\r\n'),
    failed: 'greet',
    facts: [
      { type: 'server-replied', command: 'greeting', ok: false, status: 'BYE', responseCode: 'UNAVAILABLE', reply: 'BYE [UNAVAILABLE] Down for maintenance.' },
    ],
  },
  'BYE to the sign-in': {
    service: 'imap',
    script: imap({ AUTHENTICATE: () => '* BYE Too many connections\r\n' }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'server-replied', command: 'unsolicited', status: 'BYE', reply: 'BYE Too many connections' }],
  },
  'BYE in place of the inbox': {
    service: 'imap',
    script: imap({ EXAMINE: () => '* BYE Shutting down\r\n' }),
    failed: 'select',
    facts: [{ type: 'server-replied', status: 'BYE' }],
  },
  'an SMTP greeting that refuses': {
    service: 'smtp',
    script: smtp({}, '554-mx.example.test\r\n554 5.7.1 Blocked\r\n'),
    failed: 'greet',
    facts: [{ type: 'server-replied', command: 'greeting', ok: false, status: '554', enhancedCode: '5.7.1', reply: '554-mx.example.test\n554 5.7.1 Blocked' }],
  },
  '421 while nothing was asked': {
    service: 'smtp',
    script: smtp({ AUTH: () => '421 4.3.2 Shutting down\r\n' }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'server-replied', status: '421', ok: false }],
  },
  'a connection that is closed on the sign-in': {
    service: 'smtp',
    script: smtp({
      AUTH: (_, peer) => {
        peer.end();
        return '';
      },
    }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'connection-closed', awaiting: 'AUTH PLAIN' }],
  },
  'a connection that is closed at once': {
    service: 'imap',
    security: 'none',
    script: async () => {},
    failed: 'greet',
    facts: [{ type: 'connection-closed', awaiting: 'greeting' }],
  },
  'a reset on the sign-in': {
    service: 'imap',
    security: 'none',
    script: imapScript({ security: 'none', certificate }, { ...imapAnswers, AUTHENTICATE: (_tag, _rest, peer) => void peer.reset() }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'connection-closed', code: 'ECONNRESET', awaiting: 'AUTHENTICATE PLAIN' }],
  },
};

describe('a server that leaves', () => {
  it.each(Object.entries(cases))('%s', (_, hostile) => expectFailure(hostile));

  it('that leaves while its sign-in waits for IMAP is told in its own words', async () => {
    const stalled = Promise.withResolvers<undefined>();
    await using imapServer = await startScriptedServer(imap({ AUTHENTICATE: (tag) => stalled.promise.then(() => `${tag} OK [CAPABILITY IMAP4rev1] in\r\n`) }));
    await using smtpServer = await startScriptedServer(
      smtp({
        EHLO: (_, peer) => {
          setTimeout(() => peer.send('421 4.4.2 Idle for too long\r\n'), 20);
          setTimeout(() => stalled.resolve(undefined), 60);
          return '250-mx\r\n250 AUTH PLAIN\r\n';
        },
      }),
    );
    const result = await runCheck({ imap: { port: imapServer.port, security: 'tls' }, smtp: { port: smtpServer.port, security: 'tls' } });
    expect(result.facts('smtp', 'authenticate')).toMatchObject([
      { type: 'server-replied', command: 'unsolicited', ok: false, status: '421', reply: '421 4.4.2 Idle for too long' },
    ]);
    expect(smtpServer.received.join('\n')).not.toContain('AUTH');
  });
});
