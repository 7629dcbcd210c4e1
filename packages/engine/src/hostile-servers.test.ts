import type { Service, Stage } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { certificate, closedPort, password, runCheck, wrongCertificate } from './testing/run-check.ts';
import { type Script, startScriptedServer } from './testing/scripted-server.ts';
import { type ImapAnswers, imapAnswers, imapScript, type SmtpAnswers, smtpAnswers, smtpScript } from './testing/scripts.ts';

interface HostileCase {
  readonly service: Service;
  readonly security?: 'tls' | 'starttls' | 'none';
  readonly script: Script;
  readonly failed: Stage;
  /** The facts that explain it: exactly those of the failed stage that did not belong to a healthy one. */
  readonly facts: readonly Readonly<Record<string, unknown>>[];
  /** Milliseconds that the stage has; left out where the check must not have to wait for it. */
  readonly deadline?: number;
}

const tls = { security: 'tls', certificate } as const;
const starttls = { security: 'starttls', certificate } as const;
const imap = (answers: ImapAnswers, greeting?: string) => imapScript(tls, { ...imapAnswers, ...answers }, greeting);
const smtp = (answers: SmtpAnswers, greeting?: string) => smtpScript(tls, { ...smtpAnswers, ...answers }, greeting);
const silence: Script = (peer) => peer.untilLeft();

const banner =
  (text: string | Buffer): Script =>
  async (peer) => {
    peer.send(text);
    await peer.untilLeft();
  };

/** Sends without end, as long as the client takes it in. */
const flood =
  (opening: string, text: string): Script =>
  async (peer) => {
    peer.send(opening);
    while (!peer.isOver) {
      peer.send(text.repeat(200));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

const drip =
  (text: string): Script =>
  async (peer) => {
    for (const character of text) {
      if (peer.isOver) return;
      peer.send(character);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

const foreignBanners: readonly (readonly [string, string | Buffer])[] = [
  ['ssh', 'SSH-2.0-OpenSSH_9.2 hidden-words\r\n'],
  ['http', 'HTTP/1.1 400 hidden-words\r\n\r\n'],
  ['pop3', '+OK hidden-words\r\n'],
  ['tls', Buffer.from('15030300020228', 'hex')],
  ['unknown', Buffer.from([0xff, 0xfe, 0x80, 0x00])],
];

const cases: Readonly<Record<string, HostileCase>> = {
  ...Object.fromEntries(
    foreignBanners.flatMap(([protocol, text]) =>
      (['imap', 'smtp'] as const).map((service): [string, HostileCase] => [
        `${protocol} instead of ${service}`,
        { service, security: 'none', script: banner(text), failed: 'greet', facts: [{ type: 'foreign-protocol', protocol }] },
      ]),
    ),
  ),
  'SMTP instead of IMAP': {
    service: 'imap',
    security: 'none',
    script: banner('220 hidden-words ESMTP\r\n'),
    failed: 'greet',
    facts: [{ type: 'foreign-protocol', protocol: 'smtp' }],
  },
  'IMAP instead of SMTP': {
    service: 'smtp',
    security: 'none',
    script: banner('* OK hidden-words\r\n'),
    failed: 'greet',
    facts: [{ type: 'foreign-protocol', protocol: 'imap' }],
  },
  'FTP instead of SMTP': {
    service: 'smtp',
    security: 'none',
    script: banner('220 hidden-words FTP server ready\r\n'),
    failed: 'greet',
    facts: [{ type: 'foreign-protocol', protocol: 'unknown' }],
  },

  'IMAP that never greets': {
    service: 'imap',
    security: 'none',
    script: silence,
    failed: 'greet',
    deadline: 50,
    facts: [
      { type: 'nothing-received', awaiting: 'greeting' },
      { type: 'deadline-passed', scope: 'stage', deadlineMs: 50 },
    ],
  },
  'SMTP that never greets': {
    service: 'smtp',
    script: async (peer) => {
      await peer.secure(certificate);
      await peer.untilLeft();
    },
    failed: 'greet',
    deadline: 50,
    facts: [{ type: 'nothing-received', awaiting: 'greeting' }, { type: 'deadline-passed' }],
  },
  'TLS that never answers': {
    service: 'imap',
    script: silence,
    failed: 'secure',
    deadline: 50,
    facts: [{ type: 'nothing-received', awaiting: 'handshake' }, { type: 'deadline-passed' }],
  },
  'a greeting that drips': {
    service: 'imap',
    security: 'none',
    script: drip(`* OK ${'x'.repeat(10_000)}`),
    failed: 'greet',
    deadline: 50,
    facts: [{ type: 'deadline-passed' }],
  },
  'an SMTP greeting that drips': {
    service: 'smtp',
    security: 'none',
    script: drip(`220 ${'x'.repeat(10_000)}`),
    failed: 'greet',
    deadline: 50,
    facts: [{ type: 'deadline-passed' }],
  },
  'no answer to the sign-in': {
    service: 'imap',
    script: imap({ AUTHENTICATE: () => undefined }),
    failed: 'authenticate',
    deadline: 250,
    facts: [{ type: 'credentials-sent' }, { type: 'nothing-received', awaiting: 'AUTHENTICATE PLAIN' }, { type: 'deadline-passed' }],
  },
  'no answer to RCPT': {
    service: 'smtp',
    script: smtp({ RCPT: () => undefined, DATA: () => undefined }),
    failed: 'send',
    deadline: 250,
    facts: [{ type: 'server-replied', command: 'MAIL FROM', ok: true }, { type: 'deadline-passed' }],
  },

  'a greeting without an end': {
    service: 'imap',
    security: 'none',
    script: flood('* OK ', 'x'.repeat(100)),
    failed: 'greet',
    facts: [{ type: 'limit-exceeded', limit: 'line-length' }],
  },
  'an SMTP greeting without an end': {
    service: 'smtp',
    security: 'none',
    script: flood('220 ', 'x'.repeat(100)),
    failed: 'greet',
    facts: [{ type: 'limit-exceeded', limit: 'line-length' }],
  },
  'a literal of a gigabyte': {
    service: 'imap',
    script: imap({}, '* OK {1000000000}\r\n'),
    failed: 'greet',
    facts: [{ type: 'limit-exceeded', limit: 'literal-size' }],
  },
  'untagged lines without end': {
    service: 'imap',
    script: imap({ EXAMINE: async (_tag, _rest, peer) => void (await flood('', '* OK still there\r\n')(peer)) }),
    failed: 'select',
    facts: [{ type: 'limit-exceeded', limit: 'lines-in-stage' }],
  },
  'long lines without end': {
    service: 'imap',
    script: imap({ EXAMINE: async (_tag, _rest, peer) => void (await flood('', `* OK ${'x'.repeat(40_000)}\r\n`)(peer)) }),
    failed: 'select',
    facts: [{ type: 'limit-exceeded', limit: 'bytes-received' }],
  },
  'a capability list without end': {
    service: 'smtp',
    script: smtp({ EHLO: async (_, peer) => void (await flood('', '250-X-EXTENSION\r\n')(peer)) }),
    failed: 'greet',
    facts: [{ type: 'limit-exceeded', limit: 'lines-in-stage' }],
  },
  'challenges without end': {
    service: 'imap',
    script: imap({ AUTHENTICATE: async (_tag, _rest, peer) => void (await flood('', '+ \r\n')(peer)) }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'limit-exceeded', limit: 'authentication-continuations' }],
  },
  'SMTP challenges without end': {
    service: 'smtp',
    script: smtp({ AUTH: () => '334 \r\n', '': () => '334 \r\n' }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'limit-exceeded', limit: 'authentication-continuations' }],
  },

  'a session that claims to be signed in already': {
    service: 'imap',
    script: imap({}, '* PREAUTH welcome back\r\n'),
    failed: 'greet',
    facts: [{ type: 'preauthenticated' }],
  },
  'PREAUTH before STARTTLS': {
    service: 'imap',
    security: 'starttls',
    script: imapScript(starttls, imapAnswers, '* PREAUTH welcome back\r\n'),
    failed: 'greet',
    facts: [{ type: 'preauthenticated' }],
  },
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

  'IMAP without STARTTLS': {
    service: 'imap',
    security: 'starttls',
    script: imapScript({ security: 'none', certificate }),
    failed: 'secure',
    facts: [{ type: 'starttls-not-offered' }],
  },
  'SMTP without STARTTLS': {
    service: 'smtp',
    security: 'starttls',
    script: smtpScript({ security: 'none', certificate }),
    failed: 'secure',
    facts: [{ type: 'starttls-not-offered' }],
  },
  'STARTTLS refused by IMAP': {
    service: 'imap',
    security: 'starttls',
    script: imapScript(starttls, { ...imapAnswers, STARTTLS: (tag) => `${tag} NO not now\r\n` }),
    failed: 'secure',
    facts: [{ type: 'server-replied', command: 'STARTTLS', ok: false, status: 'NO', reply: 'NO not now' }],
  },
  'STARTTLS refused by SMTP': {
    service: 'smtp',
    security: 'starttls',
    script: smtpScript(starttls, { ...smtpAnswers, STARTTLS: () => '454 4.7.0 not now\r\n' }),
    failed: 'secure',
    facts: [{ type: 'server-replied', command: 'STARTTLS', ok: false, status: '454' }],
  },
  'IMAP lines injected before TLS': {
    service: 'imap',
    security: 'starttls',
    script: imapScript(starttls, { ...imapAnswers, STARTTLS: (tag) => `${tag} OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n` }),
    failed: 'secure',
    facts: [{ type: 'text-injected' }],
  },
  'IMAP text injected before TLS': {
    service: 'imap',
    security: 'starttls',
    script: imapScript(starttls, { ...imapAnswers, STARTTLS: (tag) => `${tag} OK begin\r\n* O` }),
    failed: 'secure',
    facts: [{ type: 'text-injected' }],
  },
  'SMTP lines injected before TLS': {
    service: 'smtp',
    security: 'starttls',
    script: smtpScript(starttls, { ...smtpAnswers, STARTTLS: () => '220 begin\r\n250 AUTH PLAIN\r\n' }),
    failed: 'secure',
    facts: [{ type: 'text-injected' }],
  },
  'SMTP text injected before TLS': {
    service: 'smtp',
    security: 'starttls',
    script: smtpScript(starttls, { ...smtpAnswers, STARTTLS: () => '220 begin\r\n250-' }),
    failed: 'secure',
    facts: [{ type: 'text-injected' }],
  },

  'text injected a moment later': {
    service: 'smtp',
    security: 'starttls',
    script: smtpScript(starttls, {
      ...smtpAnswers,
      STARTTLS: async (_, peer) => {
        peer.send('220 begin\r\n');
        await new Promise((resolve) => setTimeout(resolve, 20));
        return '250 AUTH PLAIN\r\n';
      },
    }),
    failed: 'secure',
    facts: [{ type: 'handshake-failed', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
  },
  'clear text on a port that should speak TLS': {
    service: 'imap',
    script: banner('* OK hidden-words\r\n'),
    failed: 'secure',
    facts: [{ type: 'handshake-failed', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
  },
  'a reset on the sign-in': {
    service: 'imap',
    security: 'none',
    script: imapScript({ security: 'none', certificate }, { ...imapAnswers, AUTHENTICATE: (_tag, _rest, peer) => void peer.reset() }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'connection-closed', code: 'ECONNRESET', awaiting: 'AUTHENTICATE PLAIN' }],
  },
  'alerts without end': {
    service: 'imap',
    script: imap({ EXAMINE: async (_tag, _rest, peer) => void (await flood('', '* OK [ALERT] look\r\n')(peer)) }),
    failed: 'select',
    facts: [
      { type: 'server-replied', command: 'unsolicited' },
      { type: 'limit-exceeded', limit: 'lines-in-stage' },
    ],
  },
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
  'success under another name': {
    service: 'imap',
    script: imap({ AUTHENTICATE: (tag) => `${tag} BYE fine\r\n` }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'protocol-violated', detail: 'unknown-status' }],
  },
  'OK inside a literal': {
    service: 'imap',
    script: imap({ AUTHENTICATE: (tag) => `* LIST () "/" {${tag.length + 7}}\r\n${tag} OK in\r\n\r\n${tag} NO out\r\n` }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'server-replied', status: 'NO' }],
  },
  'no mechanism of ours, IMAP': {
    service: 'imap',
    script: imap({}, '* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 LOGINDISABLED] hello\r\n'),
    failed: 'authenticate',
    facts: [{ type: 'no-common-mechanism', offered: ['AUTH=XOAUTH2'] }],
  },
  'no sign-in offered, SMTP': {
    service: 'smtp',
    script: smtp({ EHLO: () => '250-mx\r\n250 PIPELINING\r\n' }),
    failed: 'authenticate',
    facts: [{ type: 'no-common-mechanism', offered: [] }],
  },
  'no mechanism of ours, SMTP': {
    service: 'smtp',
    script: smtp({ EHLO: () => '250-mx\r\n250 AUTH CRAM-MD5 XOAUTH2\r\n' }),
    failed: 'authenticate',
    facts: [{ type: 'no-common-mechanism', offered: ['CRAM-MD5', 'XOAUTH2'] }],
  },
  'IMAP of another name': {
    service: 'imap',
    script: imapScript({ security: 'tls', certificate: wrongCertificate }),
    failed: 'secure',
    facts: [{ type: 'tls-established' }, { type: 'certificate-presented', defects: ['certificate-name-mismatch'], decision: 'refused' }],
  },
  'SMTP of another name after STARTTLS': {
    service: 'smtp',
    security: 'starttls',
    script: smtpScript({ security: 'starttls', certificate: wrongCertificate }),
    failed: 'secure',
    facts: [{ type: 'tls-established' }, { type: 'certificate-presented', decision: 'refused' }],
  },
};

const refusedBeforeSignIn: readonly Stage[] = ['resolve', 'connect', 'secure', 'greet'];

describe('a hostile or broken server', () => {
  it.each(Object.entries(cases))('%s', async (_, { service, security = 'tls', script, failed, facts, deadline }) => {
    await using server = await startScriptedServer(script);
    const closed = { port: await closedPort(), security: 'tls' as const };
    const own = { port: server.port, security };
    const result = await runCheck({
      imap: service === 'imap' ? own : closed,
      smtp: service === 'smtp' ? own : closed,
      ...(deadline === undefined ? {} : { deadlines: { [failed]: deadline } }),
    });
    expect(result.end.outcome).toBe('failed');
    expect(result.stage(service, failed)).toBe('failed');
    expect(result.facts(service, failed).slice(-facts.length)).toMatchObject(facts);
    expect(result.report.problems.find((problem) => problem.service === service)).toMatchObject({ stage: failed, severity: 'blocking' });
    await server.allClosed();
    expect(server.connections).toBe(1);
    const everything = JSON.stringify(result.events);
    expect(everything).not.toContain('hidden-words');
    expect(everything).not.toContain(password);
    if (refusedBeforeSignIn.includes(failed)) expect(server.received.join('\n')).not.toMatch(/AUTH|LOGIN/);
  });

  it('lists no more folders than anybody reads, and is connected all the same', async () => {
    await using server = await startScriptedServer(imap({ LIST: async (_tag, _rest, peer) => void (await flood('', '* LIST (\\Sent) "/" Sent\r\n')(peer)) }));
    const result = await runCheck({ imap: { port: server.port, security: 'tls' }, smtp: { port: await closedPort(), security: 'tls' } });
    expect(result.stage('imap', 'select')).toBe('passed');
    const [, folders] = result.facts('imap', 'select');
    expect(folders).toMatchObject({ type: 'folders-listed', truncated: true, special: expect.arrayContaining([{ use: '\\Sent', path: 'Sent' }]) });
    await server.allClosed();
  });

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
