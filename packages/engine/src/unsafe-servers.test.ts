import { describe, expect, it } from 'vitest';
import { banner } from './testing/hostile-scripts.ts';
import { expectFailure, type HostileCases, imap, smtp, starttls } from './testing/hostile-server.ts';
import { certificate, runCheck, wrongCertificate } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';
import { imapAnswers, imapScript, smtpAnswers, smtpScript } from './testing/scripts.ts';

const cases: HostileCases = {
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

describe('a server that is not safe to sign in to', () => {
  it.each(Object.entries(cases))('%s', (_, hostile) => expectFailure(hostile));

  it('that offers no TLS gets no credential, also where a non-secure certificate is allowed', async () => {
    await using imapServer = await startScriptedServer(imapScript({ security: 'none', certificate }));
    await using smtpServer = await startScriptedServer(smtpScript({ security: 'none', certificate }));
    const { stage, report } = await runCheck({
      imap: { port: imapServer.port, security: 'starttls' },
      smtp: { port: smtpServer.port, security: 'starttls' },
      settings: { allowNonSecureCertificate: true },
      deadlines: { probe: 300 },
    });
    expect([stage('imap', 'secure'), stage('smtp', 'secure')]).toEqual(['failed', 'failed']);
    expect(report.problems.map(({ cause }) => cause)).toEqual(['starttls-unavailable', 'starttls-unavailable']);
    expect([...imapServer.received, ...smtpServer.received].join('\n')).not.toMatch(/AUTH|LOGIN/);
  });
});
