import type { Account } from './behaviour.ts';

const folders: readonly { readonly path: string; readonly attributes: string }[] = [
  { path: 'INBOX', attributes: '\\HasNoChildren' },
  { path: 'Archive', attributes: '\\HasNoChildren \\Archive' },
  { path: 'Drafts', attributes: '\\HasNoChildren \\Drafts' },
  { path: 'Junk', attributes: '\\HasNoChildren \\Junk' },
  { path: 'Sent', attributes: '\\HasNoChildren \\Sent' },
  { path: 'Trash', attributes: '\\HasNoChildren \\Trash' },
];

const uidValidity = 1;

interface StoredMessage {
  readonly uid: number;
  readonly subject: string;
  readonly date: Date;
  readonly headers: string;
  readonly body: string;
}

/** An account's folders with a few letters in its inbox: nothing can be changed in it. */
export class ImapMailbox {
  readonly #account: Account;
  readonly #inbox: readonly StoredMessage[];
  #opened: readonly StoredMessage[] = [];

  constructor(account: Account) {
    this.#account = account;
    this.#inbox = letters(account);
  }

  /** The folders that a pattern of LIST names (RFC 3501 s.6.3.8), as they stand in the answer. */
  list(pattern: string): readonly string[] {
    if (pattern === '') return ['(\\Noselect) "/" ""'];
    const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&');
    // A run of wildcards is one wildcard, so that no pattern takes long.
    const matcher = new RegExp(`^${escaped.replaceAll(/[*%]+/g, (run) => (run.includes('*') ? '.*' : '[^/]*'))}$`, 'is');
    return folders.filter(({ path }) => matcher.test(path)).map(({ path, attributes }) => `(${attributes}) "/" ${path}`);
  }

  status(folder: string, items: readonly string[]): string | undefined {
    const messages = this.#messagesOf(folder);
    if (messages === undefined) return undefined;
    const values: Readonly<Record<string, number>> = {
      MESSAGES: messages.length,
      RECENT: 0,
      UNSEEN: 0,
      UIDNEXT: messages.length + 1,
      UIDVALIDITY: uidValidity,
    };
    const told = items.map((item) => item.toUpperCase()).filter((item) => Object.hasOwn(values, item));
    return `${quoted(folder)} (${told.map((item) => `${item} ${values[item]}`).join(' ')})`;
  }

  /** Opens a folder and answers the data of SELECT; nothing when there is no such folder. */
  open(folder: string): string | undefined {
    const messages = this.#messagesOf(folder);
    this.#opened = messages ?? [];
    if (messages === undefined) return undefined;
    return [
      '* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)',
      '* OK [PERMANENTFLAGS ()] No flags can be changed',
      `* ${messages.length} EXISTS`,
      '* 0 RECENT',
      `* OK [UIDVALIDITY ${uidValidity}] UIDs valid`,
      `* OK [UIDNEXT ${messages.length + 1}] Predicted next UID`,
      '',
    ].join('\r\n');
  }

  /** Understands one criterion: a set, a text, or a flag that no message has; every other one lets all messages pass. */
  search(criteria: readonly string[], byUid: boolean): readonly number[] | undefined {
    const [first = '', ...rest] = criteria.map((word) => word.toUpperCase());
    if (first === '') return undefined;
    if (first === 'UNSEEN' || first === 'NEW' || first === 'RECENT' || first === 'DELETED' || first === 'FLAGGED') return [];
    const wanted = ['SUBJECT', 'FROM', 'TO', 'HEADER', 'TEXT'].includes(first) ? (rest.at(-1) ?? '') : '';
    const numbers = first === 'UID' ? this.#numbersIn(rest[0] ?? '', true) : this.#numbersIn(first, false);
    return this.#opened
      .map((message, index) => ({ message, number: index + 1 }))
      .filter(({ message, number }) => (numbers?.includes(number) ?? true) && `${message.headers}${message.body}`.toUpperCase().includes(wanted))
      .map(({ message, number }) => (byUid ? message.uid : number));
  }

  /** The data of FETCH; nothing when the set or an item cannot be understood. */
  fetch(sequence: string, items: readonly string[], byUid: boolean): string | undefined {
    const numbers = this.#numbersIn(sequence, byUid);
    const wanted = [...new Set([...(byUid ? ['UID'] : []), ...items.flatMap((item) => macros[item.toUpperCase()] ?? [item])])];
    if (numbers === undefined || wanted.length === 0) return undefined;
    const lines: string[] = [];
    for (const number of numbers) {
      const message = this.#opened[number - 1];
      if (message === undefined) continue;
      const values = wanted.map((item) => this.#valueOf(message, item));
      if (values.includes(undefined)) return undefined;
      lines.push(`* ${number} FETCH (${values.join(' ')})\r\n`);
    }
    return lines.join('');
  }

  #messagesOf(folder: string): readonly StoredMessage[] | undefined {
    if (folder.toUpperCase() === 'INBOX') return this.#inbox;
    return folders.some(({ path }) => path === folder) ? [] : undefined;
  }

  /** The positions in the folder that a sequence set stands for (RFC 3501 s.9). */
  #numbersIn(set: string, byUid: boolean): readonly number[] | undefined {
    if (!/^(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?(?:,(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?)*$/.test(set)) return undefined;
    const keys = this.#opened.map((message, index) => (byUid ? message.uid : index + 1));
    const last = keys.at(-1) ?? 0;
    const ranges = set.split(',').map((range) => range.split(':').map((bound) => (bound === '*' ? last : Number(bound))));
    const wanted = keys.filter((key) => ranges.some((bounds) => Math.min(...bounds) <= key && key <= Math.max(...bounds)));
    return wanted.map((key) => keys.indexOf(key) + 1);
  }

  #valueOf(message: StoredMessage, item: string): string | undefined {
    const { headers, body } = message;
    const section = /^BODY(?:\.PEEK)?\[([^\]]*)\](?:<(\d{1,9})\.(\d{1,9})>)?$/i.exec(item);
    if (section !== null) {
      const [, name = '', from, length] = section;
      const text = sectionOf(message, name.toUpperCase());
      if (text === undefined) return undefined;
      const label = `BODY[${name.toUpperCase()}]`;
      return from === undefined ? `${label} ${literal(text)}` : `${label}<${from}> ${literal(text.slice(Number(from), Number(from) + Number(length)))}`;
    }
    switch (item.toUpperCase()) {
      case 'UID':
        return `UID ${message.uid}`;
      case 'FLAGS':
        return 'FLAGS (\\Seen)';
      case 'INTERNALDATE':
        return `INTERNALDATE "${internalDate(message.date)}"`;
      case 'RFC822.SIZE':
        return `RFC822.SIZE ${Buffer.byteLength(headers + body)}`;
      case 'RFC822':
        return `RFC822 ${literal(headers + body)}`;
      case 'RFC822.HEADER':
        return `RFC822.HEADER ${literal(headers)}`;
      case 'RFC822.TEXT':
        return `RFC822.TEXT ${literal(body)}`;
      case 'ENVELOPE':
        return `ENVELOPE ${envelope(message, this.#account)}`;
      case 'BODY':
      case 'BODYSTRUCTURE':
        return `${item.toUpperCase()} ("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" ${Buffer.byteLength(body)} ${body.split('\r\n').length - 1})`;
      default:
        return undefined;
    }
  }
}

/** RFC 3501 s.6.4.5. */
const macros: Readonly<Record<string, readonly string[]>> = {
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
};

function letters({ email }: Account): readonly StoredMessage[] {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return ['Welcome to the mail lab', 'Your order has been sent', 'Lunch on Thursday?'].map((subject, index) => {
    const date = new Date(Date.UTC(2026, 0, 5 + index, 9, 30));
    const headers = [
      `From: Mail Lab <postmaster@${domain}>`,
      `To: <${email}>`,
      `Subject: ${subject}`,
      `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <letter-${index + 1}@${domain}>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      '',
    ].join('\r\n');
    return { uid: index + 1, subject, date, headers, body: 'This letter lies in the lab for programs that want to read one.\r\n' };
  });
}

function sectionOf({ headers, body }: StoredMessage, section: string): string | undefined {
  if (section === '') return headers + body;
  if (section === 'HEADER') return headers;
  if (section === 'TEXT' || section === '1') return body;
  const [, not, list] = /^HEADER\.FIELDS(\.NOT)? \(([^)]*)\)$/.exec(section) ?? [];
  if (list === undefined) return undefined;
  const names = list.split(' ');
  const kept = headers.split('\r\n').filter((line) => line !== '' && names.includes(line.slice(0, line.indexOf(':')).toUpperCase()) === (not === undefined));
  return [...kept, '', ''].join('\r\n');
}

function envelope({ subject, date, uid }: StoredMessage, { email }: Account): string {
  const [local, domain] = [email.slice(0, email.lastIndexOf('@')), email.slice(email.lastIndexOf('@') + 1)];
  const from = `(("Mail Lab" NIL "postmaster" ${quoted(domain)}))`;
  const to = `((NIL NIL ${quoted(local)} ${quoted(domain)}))`;
  const sent = quoted(date.toUTCString().replace('GMT', '+0000'));
  return `(${sent} ${quoted(subject)} ${from} ${from} ${from} ${to} NIL NIL NIL ${quoted(`<letter-${uid}@${domain}>`)})`;
}

/** `05-Jan-2026 09:30:00 +0000` */
function internalDate(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day}-${month}-${year} ${time} +0000`;
}

function literal(text: string): string {
  return `{${Buffer.byteLength(text)}}\r\n${text}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
}
