import { setTimeout as wait } from 'node:timers/promises';
import type { Cause, Security, Service, Stage } from '@inbox-connect/core';
import { banner, drip, endless, escapes, flood, html, imapOf, patience, silence, smtpOf, takingMessage } from './hostile-scripts.ts';
import { certificates, echoes, imapTricks, smtpTricks } from './hostile-tricks.ts';
import { certificate } from './run-check.ts';
import type { Peer, Script } from './scripted-server.ts';
import { imapAnswers, imapScript, smtpAnswers, smtpScript } from './scripts.ts';

/** A server that means harm, and what a check has to say about it. */
export interface HostileServer {
  readonly name: string;
  readonly service: Service;
  readonly security: Security;
  readonly script: Script;
  /** Where the check must fail; undefined: whatever the server does, the inbox is connected. */
  readonly failed: Stage | undefined;
  readonly cause?: Cause;
  /** Milliseconds for the stage, where the server would use up all that it gets. */
  readonly deadline?: number;
}

type Behaviour = Omit<HostileServer, 'name' | 'service' | 'security' | 'script'> & { readonly script: Script };
type Behaviours = Readonly<Record<string, Behaviour>>;

/** What may come in place of a greeting, whatever the service. */
const anyGreeting: Behaviours = {
  silence: { script: silence, failed: 'greet', cause: 'connection-timeout', deadline: patience },
  'a good-bye': { script: async () => {}, failed: 'greet', cause: 'connection-reset' },
  'a reset': {
    script: async (peer) => {
      await wait(1_000);
      peer.reset();
    },
    failed: 'greet',
    cause: 'connection-reset',
  },
  'a page': { script: banner(`HTTP/1.1 400 Bad Request\r\n\r\n${html}`), failed: 'greet', cause: 'wrong-port-or-security' },
  'a bare page': { script: banner(`${html}\r\n`), failed: 'greet', cause: 'wrong-port-or-security' },
  SSH: { script: banner('SSH-2.0-OpenSSH_9.2\r\n'), failed: 'greet', cause: 'wrong-port-or-security' },
  POP3: { script: banner('+OK hidden-words\r\n'), failed: 'greet', cause: 'wrong-port-or-security' },
  FTP: { script: banner('220 FTP server ready\r\n'), failed: 'greet', cause: 'protocol-error' },
  Redis: { script: banner("-ERR unknown command 'hidden-words'\r\n"), failed: 'greet', cause: 'wrong-port-or-security' },
  MySQL: { script: banner(Buffer.from('4a0000000a382e302e3335000800', 'hex')), failed: 'greet', cause: 'protocol-error' },
  'zero bytes': { script: banner(Buffer.alloc(5_000)), failed: 'greet', cause: 'protocol-error' },
  'zero bytes without end': { script: flood('', '\0'.repeat(100)), failed: 'greet', cause: 'protocol-error' },
  'empty lines without end': { script: flood('', '\r\n'), failed: 'greet', cause: 'protocol-error' },
  'terminal escapes': { script: banner(`${escapes}\r\n`), failed: 'greet', cause: 'protocol-error' },
};

const imapGreeting: Behaviours = {
  'a drip': { script: drip(`* OK ${'x'.repeat(5_000)}`), failed: 'greet', cause: 'connection-timeout', deadline: patience },
  'a BYE': { script: banner(`* BYE ${html}${escapes}\r\n`), failed: 'greet', cause: 'server-unavailable' },
  PREAUTH: { script: banner('* PREAUTH you are in\r\n'), failed: 'greet', cause: 'connection-tampered' },
  'a greeting without end': { script: flood('* OK ', 'x'.repeat(100)), failed: 'greet', cause: 'protocol-error' },
  'a literal of a gigabyte': { script: banner('* OK {1000000000}\r\n'), failed: 'greet', cause: 'protocol-error' },
  'the banner of SMTP': { script: banner('220 mx.example.test ESMTP\r\n'), failed: 'greet', cause: 'wrong-port-or-security' },
};

const smtpGreeting: Behaviours = {
  'a drip': { script: drip(`220 ${'x'.repeat(5_000)}`), failed: 'greet', cause: 'connection-timeout', deadline: patience },
  'a 421': { script: banner(`421 4.3.2 ${html}${escapes}\r\n`), failed: 'greet', cause: 'server-unavailable' },
  'a 554': { script: banner('554 5.7.1 No\r\n'), failed: 'greet', cause: 'ip-not-allowed' },
  'a greeting without end': { script: flood('220 ', 'x'.repeat(100)), failed: 'greet', cause: 'protocol-error' },
  'a greeting that is never complete': { script: flood('', '220-welcome\r\n'), failed: 'greet', cause: 'protocol-error' },
  'the banner of IMAP': { script: banner('* OK IMAP4rev1 ready\r\n'), failed: 'greet', cause: 'wrong-port-or-security' },
};

const starttlsImap = (answer: (tag: string, peer: Peer) => string | undefined): Script =>
  imapScript({ security: 'starttls', certificate }, { ...imapAnswers, STARTTLS: (tag, _, peer) => answer(tag, peer) });
const starttlsSmtp = (answer: (peer: Peer) => string | undefined): Script =>
  smtpScript({ security: 'starttls', certificate }, { ...smtpAnswers, STARTTLS: (_, peer) => answer(peer) });

/** What may come in place of the TLS that was asked for. */
const imapStartTls: Behaviours = {
  'STARTTLS stripped': { script: imapScript({ security: 'none', certificate }), failed: 'secure', cause: 'starttls-unavailable' },
  'STARTTLS refused': { script: starttlsImap((tag) => `${tag} BAD no\r\n`), failed: 'secure', cause: 'starttls-unavailable' },
  'STARTTLS unanswered': { script: starttlsImap(() => undefined), failed: 'secure', cause: 'connection-timeout', deadline: patience },
  'a sign-in injected before TLS': { script: starttlsImap((tag) => `${tag} OK go\r\n9 OK in\r\n`), failed: 'secure', cause: 'connection-tampered' },
  'clear text for TLS': {
    script: starttlsImap((tag, peer) => {
      setTimeout(() => peer.send('* OK still here\r\n'), 20);
      return `${tag} OK go\r\n`;
    }),
    failed: 'secure',
    cause: 'connection-tampered',
  },
};

const smtpStartTls: Behaviours = {
  'STARTTLS stripped': { script: smtpScript({ security: 'none', certificate }), failed: 'secure', cause: 'starttls-unavailable' },
  'STARTTLS refused': { script: starttlsSmtp(() => '502 5.5.1 no\r\n'), failed: 'secure', cause: 'starttls-unavailable' },
  'STARTTLS unanswered': { script: starttlsSmtp(() => undefined), failed: 'secure', cause: 'connection-timeout', deadline: patience },
  'a sign-in injected before TLS': { script: starttlsSmtp(() => '220 go\r\n235 in\r\n'), failed: 'secure', cause: 'connection-tampered' },
  'clear text for TLS': {
    script: starttlsSmtp((peer) => {
      setTimeout(() => peer.send('250 still here\r\n'), 20);
      return '220 go\r\n';
    }),
    failed: 'secure',
    cause: 'connection-tampered',
  },
};

/** What may come in place of a handshake on a port of implicit TLS. */
const handshake: Behaviours = {
  silence: { script: silence, failed: 'secure', cause: 'connection-timeout', deadline: patience },
  'clear text': { script: banner('* OK hidden-words\r\n'), failed: 'secure', cause: 'wrong-port-or-security' },
  'a page': { script: banner(`HTTP/1.1 400 Bad Request\r\n\r\n${html}`), failed: 'secure', cause: 'wrong-port-or-security' },
  'a good-bye': { script: async () => {}, failed: 'secure', cause: 'connection-reset' },
  'a record of nothing': {
    script: banner(Buffer.concat([Buffer.from('1603034000', 'hex'), Buffer.alloc(200_000)])),
    failed: 'secure',
    cause: 'wrong-port-or-security',
  },
  'an alert': { script: banner(Buffer.from('15030300020228', 'hex')), failed: 'secure', cause: 'tls-version-unsupported' },
};

export type Session = Omit<Behaviour, 'script'> & { readonly script: (security: Security) => Script };

/** What may come once the connection stands. */
const imapSession: Readonly<Record<string, Session>> = {
  'a BYE to the sign-in': { script: imapOf({ AUTHENTICATE: () => '* BYE go away\r\n' }), failed: 'authenticate', cause: 'server-unavailable' },
  'a reset to the sign-in': { script: imapOf({ AUTHENTICATE: (_tag, _rest, peer) => void peer.reset() }), failed: 'authenticate', cause: 'connection-reset' },
  'the tag of another': { script: imapOf({ AUTHENTICATE: () => 'Z9 OK in\r\n' }), failed: 'authenticate', cause: 'protocol-error' },
  'NO, then OK': {
    script: imapOf({ AUTHENTICATE: (tag) => `${tag} NO [AUTHENTICATIONFAILED] no\r\n${tag} OK yes\r\n` }),
    failed: 'authenticate',
    cause: 'protocol-error',
  },
  'challenges without end': { script: imapOf({ AUTHENTICATE: endless('+ \r\n') }), failed: 'authenticate', cause: 'protocol-error' },
  'lines without end to the sign-in': { script: imapOf({ AUTHENTICATE: endless('* OK wait\r\n') }), failed: 'authenticate', cause: 'protocol-error' },
  'silence to the sign-in': { script: imapOf({ AUTHENTICATE: () => undefined }), failed: 'authenticate', cause: 'connection-timeout', deadline: patience },
  'the password said back': {
    script: imapOf({ AUTHENTICATE: (tag) => `* OK ${echoes.join(' ')}\r\n${tag} NO [AUTHENTICATIONFAILED] ${echoes.join(' ')}\r\n` }),
    failed: 'authenticate',
    cause: 'wrong-credentials',
  },
  'success under another name': { script: imapOf({ AUTHENTICATE: (tag) => `${tag} YES in\r\n` }), failed: 'authenticate', cause: 'protocol-error' },
  'only mechanisms that we do not speak': {
    script: imapOf({ CAPABILITY: (tag) => `* CAPABILITY IMAP4rev1 STARTTLS AUTH=XOAUTH2 LOGINDISABLED\r\n${tag} OK done\r\n` }, '* OK hello\r\n'),
    failed: 'authenticate',
    cause: 'auth-method-unsupported',
  },
  'folders without end': { script: imapOf({ LIST: endless('* LIST () "/" x\r\n') }), failed: undefined },
  'literals without number': { script: imapOf({ LIST: endless('* LIST () "/" {4}\r\nname\r\n') }), failed: undefined },
  'a folder of a gigabyte': { script: imapOf({ LIST: () => '* LIST () "/" {1000000000}\r\n' }), failed: 'select', cause: 'protocol-error' },
  'parentheses without end': { script: imapOf({ EXAMINE: (tag) => `* FLAGS ${'('.repeat(60_000)}\r\n${tag} OK done\r\n` }), failed: undefined },
  'a BYE in place of the inbox': { script: imapOf({ EXAMINE: () => '* BYE going\r\n' }), failed: 'select', cause: 'server-unavailable' },
  'lines without end in place of the inbox': { script: imapOf({ EXAMINE: endless('* 1 EXISTS\r\n') }), failed: 'select', cause: 'protocol-error' },
  'long lines without end': { script: imapOf({ EXAMINE: endless(`* OK ${'x'.repeat(40_000)}\r\n`) }), failed: 'select', cause: 'protocol-error' },
  'no answer to the good-bye': { script: imapOf({ LOGOUT: () => undefined }), failed: undefined },
};

const smtpSession: Readonly<Record<string, Session>> = {
  'a 421 to the sign-in': { script: smtpOf({ AUTH: () => '421 4.3.2 Shutting down\r\n' }), failed: 'authenticate', cause: 'server-unavailable' },
  'a reset to the sign-in': { script: smtpOf({ AUTH: (_, peer) => void peer.reset() }), failed: 'authenticate', cause: 'connection-reset' },
  'a code of its own': { script: smtpOf({ AUTH: () => '250 in\r\n' }), failed: 'authenticate', cause: 'protocol-error' },
  'a reply of two minds': { script: smtpOf({ AUTH: () => '235-in\r\n535 out\r\n' }), failed: 'authenticate', cause: 'protocol-error' },
  'challenges without end': { script: smtpOf({ AUTH: () => '334 \r\n', '': () => '334 \r\n' }), failed: 'authenticate', cause: 'protocol-error' },
  'a reply without end': { script: smtpOf({ AUTH: endless('235-welcome\r\n') }), failed: 'authenticate', cause: 'protocol-error' },
  'silence to the sign-in': { script: smtpOf({ AUTH: () => undefined }), failed: 'authenticate', cause: 'connection-timeout', deadline: patience },
  'the password said back': {
    script: smtpOf({ AUTH: () => `535-5.7.8 ${echoes.join(' ')}\r\n535 5.7.8 ${echoes.join(' ')}\r\n` }),
    failed: 'authenticate',
    cause: 'wrong-credentials',
  },
  'no sign-in at all': {
    script: (security) =>
      smtpScript({ security, certificate }, { ...smtpAnswers, EHLO: security === 'starttls' ? onlyStartTls() : () => '250-mx\r\n250 SIZE 1\r\n' }),
    failed: 'authenticate',
    cause: 'auth-method-unsupported',
  },
  'no answer to MAIL': {
    script: smtpOf({ MAIL: () => undefined, RCPT: () => undefined, DATA: () => undefined }),
    failed: 'send',
    cause: 'connection-timeout',
    deadline: patience,
  },
  'no to the sender': { script: smtpOf({ MAIL: () => '550 5.1.8 no\r\n' }), failed: 'send', cause: 'sender-rejected' },
  'no to the recipient': { script: smtpOf({ RCPT: () => '550 5.1.1 no\r\n' }), failed: 'send', cause: 'recipient-rejected' },
  'the message taken before it was sent': { script: smtpOf({ DATA: () => '354 go\r\n250 queued\r\n' }), failed: 'send', cause: 'protocol-error' },
  'a message that never ends': { script: smtpOf({ DATA: takingMessage('354 more\r\n') }), failed: 'send', cause: 'protocol-error' },
  'a reset after the message': {
    script: smtpOf({
      DATA: async (rest, peer) => {
        await takingMessage('')(rest, peer);
        peer.reset();
        return undefined;
      },
    }),
    failed: 'send',
    cause: 'connection-reset',
  },
  'silence after the message': {
    script: smtpOf({ DATA: async (rest, peer) => void (await takingMessage('')(rest, peer)) }),
    failed: 'send',
    cause: 'connection-timeout',
    deadline: patience,
  },
  'a refusal of many lines': {
    script: smtpOf({ DATA: takingMessage(`${`550-5.7.1 ${html}${escapes}\r\n`.repeat(200)}550 5.7.1 spam\r\n`) }),
    failed: 'send',
    cause: 'message-rejected',
  },
  'no answer to the good-bye': { script: smtpOf({ QUIT: () => undefined }), failed: undefined },
};

/** Lists STARTTLS first and, once the connection is secure, no way to sign in. */
function onlyStartTls(): () => string {
  let asked = 0;
  return () => {
    asked += 1;
    return asked === 1 ? '250-mx\r\n250 STARTTLS\r\n' : '250-mx\r\n250 SIZE 1\r\n';
  };
}

const securities: readonly Security[] = ['tls', 'starttls', 'none'];

function greetings(service: Service, behaviours: Behaviours): readonly HostileServer[] {
  return securities.flatMap((security) =>
    Object.entries(behaviours).map(([name, { script, ...behaviour }]) => ({
      name: `${service} ${security}, greeting: ${name}`,
      service,
      security,
      script: security === 'tls' ? behindTls(script) : script,
      ...behaviour,
    })),
  );
}

function behindTls(script: Script): Script {
  return async (peer) => {
    await peer.secure(certificate);
    await script(peer);
  };
}

function oneSecurity(service: Service, security: Security, kind: string, behaviours: Behaviours): readonly HostileServer[] {
  return Object.entries(behaviours).map(([name, behaviour]) => ({ name: `${service} ${security}, ${kind}: ${name}`, service, security, ...behaviour }));
}

function sessions(service: Service, behaviours: Readonly<Record<string, Session>>): readonly HostileServer[] {
  return securities
    .filter((security) => security !== 'none')
    .flatMap((security) =>
      Object.entries(behaviours).map(([name, { script, ...behaviour }]) => ({
        name: `${service} ${security}, session: ${name}`,
        service,
        security,
        script: script(security),
        ...behaviour,
      })),
    );
}

export const hostileFamily: readonly HostileServer[] = [
  ...greetings('imap', { ...anyGreeting, ...imapGreeting }),
  ...greetings('smtp', { ...anyGreeting, ...smtpGreeting }),
  ...oneSecurity('imap', 'starttls', 'STARTTLS', imapStartTls),
  ...oneSecurity('smtp', 'starttls', 'STARTTLS', smtpStartTls),
  ...oneSecurity('imap', 'tls', 'handshake', handshake),
  ...oneSecurity('smtp', 'tls', 'handshake', handshake),
  ...sessions('imap', { ...imapSession, ...imapTricks }),
  ...sessions('smtp', { ...smtpSession, ...smtpTricks }),
  ...certificates,
];
