import type { Service } from '@inbox-connect/core';

type KnownNames = readonly (readonly [pattern: RegExp, name: string])[];

/** Software that is one name for both services. */
const suites: KnownNames = [
  [/stalwart/i, 'Stalwart'],
  [/mdaemon/i, 'MDaemon'],
  [/kerio/i, 'Kerio Connect'],
  [/hmailserver/i, 'hMailServer'],
  [/icewarp/i, 'IceWarp'],
  [/domino/i, 'HCL Domino'],
  [/axigen/i, 'Axigen'],
  [/james/i, 'Apache James'],
  [/zimbra/i, 'Zimbra'],
  [/smartermail/i, 'SmarterMail'],
];

/** Names by which servers introduce themselves in a greeting, and what they are. */
const names: Readonly<Record<Service, KnownNames>> = {
  imap: [
    [/courier-imap/i, 'Courier-IMAP'],
    [/dovecot/i, 'Dovecot'],
    [/cyrus/i, 'Cyrus'],
    [/gimap/i, 'Gmail'],
    [/microsoft exchange/i, 'Microsoft Exchange'],
    [/greenmail/i, 'GreenMail'],
    [/icloud|iscream|\bapple\b/i, 'iCloud'],
    [/yahoo|^imap4rev1 hello$/i, 'Yahoo'],
    [/protonmail bridge|proton mail bridge/i, 'Proton Mail Bridge'],
    [/\buw\b|imap4rev1 200\d\.\d/i, 'UW IMAP'],
    ...suites,
  ],
  smtp: [
    [/postfix/i, 'Postfix'],
    [/exim/i, 'Exim'],
    [/sendmail/i, 'Sendmail'],
    [/gsmtp/i, 'Gmail'],
    [/microsoft esmtp/i, 'Microsoft Exchange'],
    [/opensmtpd/i, 'OpenSMTPD'],
    [/haraka/i, 'Haraka'],
    [/qmail/i, 'qmail'],
    [/courier/i, 'Courier'],
    [/proton/i, 'Proton Mail Bridge'],
    ...suites,
  ],
};

/** The server software that a greeting names; nothing when it keeps its name to itself. */
export function softwareNamedIn(greeting: string, service: Service): string | undefined {
  return names[service].find(([pattern]) => pattern.test(greeting))?.[1];
}
