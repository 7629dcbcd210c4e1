import type { Evidence, Explanation } from './evidence/evidence.ts';
import { placesOf } from './places.ts';
import { confidenceSchema, type Service, type Stage } from './vocabulary.ts';

/** What the person knows about where a text comes from. */
export interface KnownPlace {
  readonly service?: Service | undefined;
  readonly stage?: Stage | undefined;
}

/**
 * The ways in which a text of any mail program can be read, the likelier first: which server said it, at which stage of a
 * check. Looks at what protocols and systems are recognised by; what the words mean is left to the rules, to which all
 * readings are given.
 */
export function readPastedText(text: string, known: KnownPlace = {}): readonly Evidence[] {
  const said = findWords(text);
  if (said.words === '') return [];
  const services = known.service === undefined ? guessServices(text, said) : [known.service];
  return services.flatMap((service) => {
    const stages = known.stage === undefined ? guessStages(text, said) : [known.stage];
    return stages.filter((stage) => stagesOf[service].includes(stage)).flatMap((stage) => readingsAt(service, stage, text, said));
  });
}

/**
 * The reading whose explanation is the best: one at all, at a stage where its cause belongs, the surest, the likeliest
 * reading. Explanations stand in the order of their readings.
 */
export function chooseExplanation(
  readings: readonly Evidence[],
  explanations: readonly Explanation[],
): { reading: Evidence; explanation: Explanation } | undefined {
  const pairs = readings.flatMap((reading, index) => {
    const explanation = explanations[index];
    return explanation === undefined ? [] : [{ reading, explanation, doubt: doubtOf(reading, explanation) }];
  });
  return pairs.toSorted((left, right) => left.doubt - right.doubt)[0];
}

function doubtOf({ service, stage }: Evidence, { cause, confidence }: Explanation): number {
  if (cause === 'unexplained') return 20;
  const isAtHome = placesOf(cause).some((place) => place.service === service && place.stage === stage);
  return (isAtHome ? 0 : 10) + confidenceSchema.options.indexOf(confidence);
}

/** An answer of a server, or words of a program or a system. */
interface Said {
  readonly kind: 'imap-reply' | 'smtp-reply' | 'words';
  readonly words: string;
}

/** `A1 NO [CODE] text`, `* BYE text`, `NO text`: the status is in capitals (RFC 9051 s.7.1). */
const imapReply = /(?:^|[\s"'(:[])(?:(?:NO|BAD|BYE)(?=[ ,'"])|\[[A-Z]{4,20}(?: [^\]]{0,200})?\])/m;

/** `535 5.7.8 text`, `550-text`, `(535, b'text')`, or an enhanced code that has lost its reply code (RFC 5321 s.4.2, RFC 3463). */
const smtpReply = /(?<![\w.:/[-])[45][0-57]\d(?=[ -]\S|, ?b?['"]|: )|(?<![\w.:])[45]\.\d\.\d{1,3}(?![\w.])/;

/** The status may stand behind a program's own words: the paragraph that it stands in is what was said. */
function findWords(text: string): Said {
  const paragraphs = text
    .slice(0, longestRead)
    .replaceAll(/[\u200b-\u200f\u2028-\u202e\ufeff]/g, '')
    .split(/\r?\n[ \t]*\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const smtp = paragraphs.find((paragraph) => smtpReply.test(paragraph));
  const imap = paragraphs.find((paragraph) => imapReply.test(paragraph));
  if (imap !== undefined && smtp === undefined) return { kind: 'imap-reply', words: shorten(imap) };
  if (smtp !== undefined && (imap === undefined || smtp.search(smtpReply) < imap.search(imapReply))) return { kind: 'smtp-reply', words: shorten(smtp) };
  return imap === undefined ? { kind: 'words', words: shorten(paragraphs.join('\n')) } : { kind: 'imap-reply', words: shorten(imap) };
}

/** Characters of a text that are looked through: a message that came back may have the whole message behind it. */
const longestRead = 20_000;

/** As much as any reply needs. */
function shorten(words: string): string {
  return words.slice(0, 4_000);
}

function guessServices(text: string, { kind }: Said): readonly Service[] {
  if (kind === 'imap-reply') return ['imap'];
  if (kind === 'smtp-reply') return ['smtp'];
  const isAboutSending = /smtp|submission|[:\s](?:25|465|587|2525)\b|outgoing|send/i.test(text) && !/imap|[:\s](?:143|993)\b/i.test(text);
  return isAboutSending ? ['smtp', 'imap'] : ['imap', 'smtp'];
}

const stagesOf: Readonly<Record<Service, readonly Stage[]>> = {
  imap: ['resolve', 'connect', 'secure', 'greet', 'authenticate', 'select'],
  smtp: ['resolve', 'connect', 'secure', 'greet', 'authenticate', 'send'],
};

function guessStages(text: string, { kind, words }: Said): readonly Stage[] {
  switch (kind) {
    case 'imap-reply':
      return /\bBYE\b/.test(words) ? ['greet', 'authenticate', 'select'] : ['authenticate', 'select', 'greet'];
    case 'smtp-reply':
      if (/^\D{0,40}(?:454|50\d)\b.*TLS(?!.*auth)/i.test(words)) return ['secure', 'authenticate'];
      if (signInCode.test(words)) return ['authenticate'];
      if (isAboutSignIn(words)) return ['authenticate', 'send', 'greet'];
      return mailCode.test(words) || isAboutMail(text) ? ['send', 'greet', 'authenticate'] : ['greet', 'authenticate', 'send'];
    case 'words':
      if (/greeting/i.test(words)) return ['greet'];
      if (isAboutInbox(words)) return ['select', 'authenticate', 'send'];
      if (isAboutEncryption(words)) return ['secure', 'connect', 'resolve', 'greet', 'authenticate'];
      return isAboutConnection(words) ? ['connect', 'resolve', 'greet', 'authenticate', 'send'] : ['authenticate', 'send'];
  }
}

/** RFC 4954 s.6 gives these codes to answers to AUTH alone. */
const signInCode = /(?<!\d)(?:334|432|525|53[4589])(?=[ -])/;

/** Codes about mailboxes and messages (RFC 5321 s.4.2.3), and classes of enhanced codes about addresses, mailboxes and messages (RFC 3463 s.3). */
const mailCode = /(?<!\d)(?:45[02]|55[0-3])(?=[ -])|\b[45]\.[126]\.\d/;

function isAboutSignIn(text: string): boolean {
  return /(?<!\d)530(?=[ -])|auth|log.?in|sign.?in|password|credential|user ?name/i.test(text);
}

function isAboutMail(text: string): boolean {
  return /MAIL FROM|RCPT TO|\bDATA\b|recipient|sender|relay|mailbox|message|deliver|spam|quota|size|diagnostic-code|said:|<[^\s@<>]+@[^\s<>]+>/i.test(text);
}

function isAboutInbox(text: string): boolean {
  return /\b(?:inbox|SELECT|EXAMINE)\b|not connected|(?:open|select)[^.\n]{0,20}(?:folder|mailbox)|(?:folder|mailbox)[^.\n]{0,30}(?:open|select|exist)/i.test(
    text,
  );
}

function isAboutEncryption(text: string): boolean {
  return /\b(?:START)?TLS|\bSSL|certificate|self.signed|\bCERT|_CERT|handshake|altname|principal name|identi(?:ty|t[eé]|dad|dade|täten)|x509|version number|encrypt|certifika|zertifikat|certificaat/i.test(
    text,
  );
}

function isAboutConnection(text: string): boolean {
  return connectionWords.test(text) || connectionWordsElsewhere.test(text);
}

const connectionWords =
  /connect|socket|host|server name|resol|name or service|DNS|timed? ?out|network|\bE(?:AI_|CONN|TIMEDOUT|HOST|NET|NOTFOUND|SOCKET|DNS|PIPE|PROTO)/i;

/** Beginnings of what other languages call to connect, to answer and to find a server. */
const connectionWordsElsewhere =
  /anslut|verbind|connexion|conexi|conness|no respond|répon|risponde|reage|reagi|antwo|svara|hittade|gevonden|gefunden|introuvable/i;

function readingsAt(service: Service, stage: Stage, text: string, { kind, words }: Said): readonly Evidence[] {
  const port = /[:\s](143|993|25|465|587|2525)\b/.exec(text)?.[1];
  const said = kind === 'words' && stage !== 'authenticate' && stage !== 'send' ? { error: { message: words } } : { reply: words };
  const reading = { service, stage, ...(port === undefined ? {} : { port: Number(port) }), ...said };
  if (stage !== 'send') return [reading];
  return commands.toSorted((left, right) => hintsAt(right, text) - hintsAt(left, text)).map((command) => ({ ...reading, command }));
}

const commands = ['RCPT TO', 'MAIL FROM', 'DATA'] as const;

/** How much in a text speaks for one of the commands that send a message. */
function hintsAt(command: (typeof commands)[number], text: string): number {
  if (text.toUpperCase().includes(command)) return 2;
  switch (command) {
    case 'RCPT TO':
      return /recipient|user unknown|no such user|does not exist|mailbox|relay/i.test(text) ? 1 : 0;
    case 'MAIL FROM':
      return /sender|from address/i.test(text) ? 1 : 0;
    case 'DATA':
      return /spam|content|virus|size|too (?:big|large)|policy|dmarc/i.test(text) ? 1 : 0;
  }
}
