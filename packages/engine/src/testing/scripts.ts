import type { Peer, Script } from './scripted-server.ts';

/** What the happy scripts know, and what each test changes in them. */
export interface ServerOptions {
  readonly security: 'tls' | 'starttls' | 'none';
  readonly certificate: { readonly certificate: string; readonly key: string };
}

const imapCapabilities = 'IMAP4rev1 SASL-IR SPECIAL-USE';

/** Answers to an IMAP client by verb; `undefined` keeps silent. */
export type ImapAnswers = Readonly<Record<string, (tag: string, rest: string, peer: Peer) => string | undefined | Promise<string | undefined>>>;

export const imapAnswers: ImapAnswers = {
  CAPABILITY: (tag) => `* CAPABILITY ${imapCapabilities} AUTH=PLAIN AUTH=LOGIN\r\n${tag} OK done\r\n`,
  AUTHENTICATE: (tag) => `${tag} OK [CAPABILITY ${imapCapabilities} NAMESPACE] Logged in\r\n`,
  EXAMINE: (tag) => `* FLAGS (\\Seen)\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n${tag} OK [READ-ONLY] done\r\n`,
  LIST: (tag) =>
    `* LIST (\\HasNoChildren) "/" INBOX\r\n* LIST (\\HasNoChildren \\Sent) "/" "Sent &AMU-"\r\n* LIST (\\Junk) "/" {4}\r\nJunk\r\n${tag} OK done\r\n`,
  LOGOUT: (tag) => `* BYE bye\r\n${tag} OK done\r\n`,
};

export function imapScript({ security, certificate }: ServerOptions, answers: ImapAnswers = imapAnswers, greeting?: string): Script {
  return async (peer) => {
    if (security === 'tls') await peer.secure(certificate);
    const offered = security === 'starttls' ? `${imapCapabilities} STARTTLS LOGINDISABLED` : `${imapCapabilities} AUTH=PLAIN AUTH=LOGIN`;
    peer.send(greeting ?? `* OK [CAPABILITY ${offered}] Dovecot ready.\r\n`);
    for (;;) {
      const [tag = '', verb = '', ...rest] = (await peer.line()).split(' ');
      const answer = await answers[verb]?.(tag, rest.join(' '), peer);
      if (answer !== undefined) peer.send(answer);
      else if (verb === 'STARTTLS' && !(verb in answers)) {
        peer.send(`${tag} OK begin\r\n`);
        await peer.secure(certificate);
      }
    }
  };
}

export type SmtpAnswers = Readonly<Record<string, (rest: string, peer: Peer) => string | undefined | Promise<string | undefined>>>;

export const smtpAnswers: SmtpAnswers = {
  AUTH: () => '235 2.7.0 Authentication successful\r\n',
  MAIL: () => '250 2.1.0 Ok\r\n',
  RCPT: () => '250 2.1.5 Ok\r\n',
  DATA: async (_, peer) => {
    peer.send('354 End data with <CR><LF>.<CR><LF>\r\n');
    while ((await peer.line()) !== '.');
    return '250 2.0.0 Ok: queued\r\n';
  },
  QUIT: () => '221 2.0.0 Bye\r\n',
};

export function smtpScript(
  { security, certificate }: ServerOptions,
  answers: SmtpAnswers = smtpAnswers,
  greeting = '220 mx.example.test ESMTP Postfix\r\n',
): Script {
  return async (peer) => {
    let isSecure = security === 'tls';
    if (isSecure) await peer.secure(certificate);
    peer.send(greeting);
    for (;;) {
      const line = await peer.line();
      const [verb = '', ...rest] = line.split(/[ :]/);
      const answer = await answers[verb]?.(rest.join(' '), peer);
      if (answer !== undefined) peer.send(answer);
      else if (verb in answers) continue;
      else if (verb === 'EHLO') {
        const last = isSecure || security === 'none' ? 'AUTH PLAIN LOGIN' : 'STARTTLS';
        peer.send(`250-mx.example.test\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250 ${last}\r\n`);
      } else if (verb === 'STARTTLS') {
        peer.send('220 2.0.0 Ready to start TLS\r\n');
        await peer.secure(certificate);
        isSecure = true;
      } else peer.send('502 5.5.2 Error: command not recognized\r\n');
    }
  };
}
