import { describe, expect, it } from 'vitest';
import { expectFailure, type HostileCases, imap, smtp } from './testing/hostile-server.ts';
import { closedPort, password, runCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

const cases: HostileCases = {
  'a reply that is none': {
    service: 'smtp',
    script: smtp({ AUTH: () => 'welcome\r\n' }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'protocol-violated', detail: 'not-a-reply' }],
  },
  '235 before the sign-in': {
    service: 'smtp',
    script: smtp({ EHLO: () => '250-mx\r\n250 AUTH PLAIN\r\n235 2.7.0 Welcome\r\n', AUTH: () => '535 5.7.8 No\r\n' }),
    failed: 'greet',
    facts: [{ type: 'protocol-violated', detail: 'reply-to-no-command' }],
  },
  'another code of success to the sign-in': {
    service: 'smtp',
    script: smtp({ AUTH: () => '250 Ok\r\n' }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'server-replied', status: '250' }, { type: 'protocol-violated', detail: 'sign-in-not-confirmed' }],
  },
  'a reply of two minds': {
    service: 'smtp',
    script: smtp({ AUTH: () => '235-Welcome\r\n535 No\r\n' }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'protocol-violated', detail: 'codes-differ' }],
  },
  'a message that is never complete': {
    service: 'smtp',
    script: smtp({
      DATA: async (_, peer) => {
        peer.send('354 go on\r\n');
        while ((await peer.line()) !== '.');
        return '354 more\r\n';
      },
    }),
    failed: 'send',
    facts: [
      { type: 'server-replied', status: '354' },
      { type: 'server-replied', status: '354' },
      { type: 'protocol-violated', detail: 'message-not-confirmed' },
    ],
  },
  'the message confirmed before it was sent': {
    service: 'smtp',
    script: smtp({ DATA: () => '354 go on\r\n250 queued\r\n' }),
    failed: 'send',
    facts: [
      { type: 'server-replied' },
      { type: 'server-replied' },
      { type: 'server-replied', status: '354' },
      { type: 'protocol-violated', detail: 'reply-to-no-command' },
    ],
  },
  'the answer to a command that comes next': {
    service: 'imap',
    script: imap({ CAPABILITY: (tag) => `* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n${tag} OK done\r\n2 OK Logged in\r\n` }, '* OK hello\r\n'),
    failed: 'greet',
    facts: [{ type: 'protocol-violated', detail: 'reply-to-no-command' }],
  },
  'a tag of its own': {
    service: 'imap',
    script: imap({ AUTHENTICATE: () => 'X OK Logged in\r\n' }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'protocol-violated', detail: 'reply-to-no-command' }],
  },
  'OK before the password was sent': {
    service: 'imap',
    script: imap({ AUTHENTICATE: (tag) => `${tag} OK Logged in\r\n` }, '* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n'),
    failed: 'authenticate',
    facts: [{ type: 'protocol-violated', detail: 'signed-in-without-credentials' }],
  },
  'OK to the user name alone': {
    service: 'imap',
    script: imap(
      {
        AUTHENTICATE: async (tag, _, peer) => {
          peer.send('+ \r\n');
          await peer.line();
          return `${tag} OK Logged in\r\n`;
        },
      },
      '* OK [CAPABILITY IMAP4rev1 AUTH=LOGIN] hello\r\n',
    ),
    failed: 'authenticate',
    facts: [{ type: 'protocol-violated', detail: 'signed-in-without-credentials' }],
  },
  '235 before the password was sent': {
    service: 'smtp',
    script: smtp({ EHLO: () => '250-mx\r\n250 AUTH LOGIN\r\n', AUTH: () => '235 2.7.0 Welcome\r\n' }),
    failed: 'authenticate',
    facts: [
      { type: 'server-replied', status: '235' },
      { type: 'protocol-violated', detail: 'signed-in-without-credentials' },
    ],
  },
  'NO, then OK': {
    service: 'imap',
    script: imap({ AUTHENTICATE: (tag) => `${tag} NO [AUTHENTICATIONFAILED] no\r\n${tag} OK yes\r\n` }),
    failed: 'authenticate',
    facts: [
      { type: 'credentials-sent' },
      { type: 'server-replied', ok: false, status: 'NO', responseCode: 'AUTHENTICATIONFAILED' },
      { type: 'protocol-violated' },
    ],
  },
  'a NO that imapflow takes for success': {
    service: 'imap',
    script: imap({ AUTHENTICATE: (tag) => `${tag} NO Some of the requested messages no longer exist\r\n` }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'server-replied', ok: false, status: 'NO' }],
  },
  'a throttle that imapflow waits out': {
    service: 'imap',
    script: imap({ EXAMINE: (tag) => `${tag} BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds\r\n` }),
    failed: 'select',
    facts: [{ type: 'server-replied', status: 'BAD' }],
  },
  'OK inside a literal': {
    service: 'imap',
    script: imap({ AUTHENTICATE: (tag) => `* LIST () "/" {${tag.length + 7}}\r\n${tag} OK in\r\n\r\n${tag} NO out\r\n` }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'server-replied', status: 'NO' }],
  },
  'success under another name': {
    service: 'imap',
    script: imap({ AUTHENTICATE: (tag) => `${tag} BYE fine\r\n` }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'protocol-violated', detail: 'unknown-status' }],
  },
};

describe('a server that answers what it was not asked', () => {
  it.each(Object.entries(cases))('%s', (_, hostile) => expectFailure(hostile));

  it('never shows a password that the server says back', async () => {
    const plain = Buffer.from(`\0alice@example.test\0${password}`).toString('base64');
    await using imapServer = await startScriptedServer(
      imap({ AUTHENTICATE: (tag) => `* NO you said ${plain}\r\n${tag} NO your password is ${password}, ${'x'.repeat(450)}${password}\r\n` }),
    );
    await using smtpServer = await startScriptedServer(smtp({ AUTH: () => `535-${plain}\r\n535 ${Buffer.from(password).toString('hex')}\r\n` }));
    // In this order the SMTP sign-in takes place: an IMAP server that is closed says nothing about the credentials.
    const both = [
      await runCheck({ imap: { port: imapServer.port, security: 'tls' }, smtp: { port: await closedPort(), security: 'tls' } }),
      await runCheck({ imap: { port: await closedPort(), security: 'tls' }, smtp: { port: smtpServer.port, security: 'tls' } }),
    ];
    const everything = JSON.stringify(both.map(({ events }) => events));
    for (const secret of [
      password,
      plain,
      password.slice(0, 11),
      Buffer.from(password).toString('base64').slice(0, -4),
      Buffer.from(password).toString('hex'),
    ]) {
      expect(everything).not.toContain(secret);
    }
    expect(everything).toContain('your password is [redacted]');
  });
});
