import type { ImapBehaviour, SmtpBehaviour } from './behaviour.ts';

interface ImapLook {
  readonly greeting: string;
  /** Before sign-in. */
  readonly capabilities: string;
  /** The greeting has them already (RFC 9051 s.7.1). */
  readonly listsAtOnce?: true;
}

interface SmtpLook {
  readonly greeting: string;
  readonly mechanisms: readonly string[];
}

/** How the IMAP servers of well-known providers introduce themselves. */
const imapLooks = {
  aol: {
    greeting: 'IMAP4rev1 Hello',
    capabilities: 'IMAP4rev1 SASL-IR AUTH=XOAUTH2 AUTH=PLAIN CHILDREN ID LITERAL+ NAMESPACE UIDPLUS MOVE',
    listsAtOnce: true,
  },
  exchange: {
    greeting: 'The Microsoft Exchange IMAP4 service is ready.',
    capabilities: 'IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+',
  },
  fastmail: {
    greeting: 'IMAP4 ready',
    capabilities:
      'IMAP4 IMAP4rev1 LITERAL+ ENABLE UIDPLUS SASL-IR NAMESPACE CONDSTORE SORT LIST-EXTENDED QRESYNC MOVE SPECIAL-USE CREATE-SPECIAL-USE IDLE AUTH=PLAIN',
  },
  gmail: {
    greeting: 'Gimap ready for requests from 192.0.2.1 lab',
    capabilities:
      'IMAP4rev1 UNSELECT IDLE NAMESPACE QUOTA ID XLIST CHILDREN X-GM-EXT-1 XYZZY SASL-IR AUTH=XOAUTH2 AUTH=PLAIN AUTH=PLAIN-CLIENTTOKEN AUTH=OAUTHBEARER',
  },
  gmx: {
    greeting: 'IMAP server ready',
    capabilities:
      'IMAP4rev1 CHILDREN ENABLE ID IDLE LIST-EXTENDED LIST-STATUS LITERAL- MOVE NAMESPACE SASL-IR SORT SPECIAL-USE THREAD=ORDEREDSUBJECT UIDPLUS UNSELECT WITHIN AUTH=LOGIN AUTH=PLAIN',
    listsAtOnce: true,
  },
  icloud: { greeting: 'iSCREAM ready to rumble (lab)', capabilities: 'XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 SASL-IR AUTH=ATOKEN AUTH=PLAIN', listsAtOnce: true },
  netease: {
    greeting: 'Coremail System IMap Server Ready(163com[lab])',
    capabilities: 'IMAP4rev1 XLIST SPECIAL-USE ID LITERAL+ STARTTLS XAPPLEPUSHSERVICE UIDPLUS X-CM-EXT-1',
  },
  qq: { greeting: 'QQMail XIMAP4Server ready', capabilities: 'IMAP4 IMAP4rev1 ID AUTH=PLAIN AUTH=LOGIN AUTH=XOAUTH2 NAMESPACE', listsAtOnce: true },
  yahoo: {
    greeting: 'IMAP4rev1 Hello',
    capabilities:
      'IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2 AUTH=OAUTHBEARER ID MOVE NAMESPACE XYMHIGHESTMODSEQ UIDPLUS LITERAL+ CHILDREN X-MSG-EXT UNSELECT OBJECTID',
    listsAtOnce: true,
  },
  yandex: {
    greeting: 'Yandex IMAP4rev1 at imap53p.mail.yandex.net:993 ready to talk with 192.0.2.1:39078',
    capabilities: 'IMAP4rev1 CHILDREN UNSELECT LITERAL+ NAMESPACE XLIST BINARY UIDPLUS ENABLE ID AUTH=PLAIN AUTH=XOAUTH2 IDLE MOVE',
  },
  zoho: {
    greeting: 'svwall.zoho.com IMAP4 Server (Zoho Mail IMAP4rev1 Server version 1.0)',
    capabilities:
      'IMAP4rev1 UNSELECT CHILDREN XLIST NAMESPACE IDLE MOVE ID AUTH=PLAIN SASL-IR UIDPLUS ESEARCH LIST-EXTENDED LIST-STATUS WITHIN LITERAL- ACL CONDSTORE',
  },
} as const satisfies Readonly<Record<string, ImapLook>>;

/** The same of their SMTP servers. */
const smtpLooks = {
  exchange: { greeting: 'LO4P123CA0001.outlook.office365.com Microsoft ESMTP MAIL Service ready', mechanisms: ['LOGIN', 'XOAUTH2'] },
  gmail: { greeting: 'smtp.gmail.com ESMTP lab - gsmtp', mechanisms: ['LOGIN', 'PLAIN', 'XOAUTH2', 'PLAIN-CLIENTTOKEN', 'OAUTHBEARER'] },
  gmx: { greeting: 'gmx.net (mrgmx105) Nemesis ESMTP Service ready', mechanisms: ['LOGIN', 'PLAIN'] },
  netease: { greeting: '163.com Anti-spam GT for Coremail System (163com[lab])', mechanisms: ['LOGIN', 'PLAIN'] },
  qq: { greeting: 'newxmesmtplogicsvrszb1.qq.com XMail Esmtp QQ Mail Server.', mechanisms: ['LOGIN', 'PLAIN'] },
  yahoo: { greeting: 'smtp.mail.yahoo.com ESMTP ready', mechanisms: ['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER'] },
} as const satisfies Readonly<Record<string, SmtpLook>>;

/** An IMAP server that looks like a provider's and gives these answers. */
export function imapLike(provider: keyof typeof imapLooks, replies: ImapBehaviour['replies']): Partial<ImapBehaviour> {
  const { greeting, capabilities, listsAtOnce }: ImapLook = imapLooks[provider];
  return {
    capabilities: { 'before-sign-in': capabilities.split(' ') },
    replies: { greeting: `* OK ${listsAtOnce ? `[CAPABILITY ${capabilities}] ` : ''}${greeting}`, ...replies },
  };
}

/** An SMTP server that looks like a provider's and gives these answers. */
export function smtpLike(provider: keyof typeof smtpLooks, replies: SmtpBehaviour['replies']): Partial<SmtpBehaviour> {
  const { greeting, mechanisms } = smtpLooks[provider];
  return { mechanisms, replies: { greeting: `220 ${greeting}`, ...replies } };
}
