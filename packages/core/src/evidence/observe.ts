import type { Observation, ObservationOf } from '../observation.ts';
import type { Stage } from '../vocabulary.ts';
import type { ClientFact } from './client-errors.ts';
import type { Evidence } from './evidence.ts';
import { readClientError } from './read-client-error.ts';
import { readReply } from './read-reply.ts';

/** Characters of a text that are read. */
const longestRead = 16_000;

/** What the engine would have noted, had it been there: the server's words first, then the program's. */
export function observe(evidence: Evidence): readonly Observation[] {
  const texts = [evidence.reply ?? '', unwrap(evidence.error)].map((text) => text.slice(0, longestRead).trim()).filter((text) => text !== '');
  const found = texts.map((text) => observeText(evidence, text));
  return found.find((observations) => observations.length > 0) ?? texts.flatMap((text) => bareReply(evidence, text));
}

/** A library puts the server's words behind words of its own, or the other way about; both are kept, its code last. */
function unwrap(error: Evidence['error']): string {
  const { code, message } = error ?? {};
  // imapflow hands on a response code (RFC 5530) as the code of its error.
  return [message ?? '', code ? `[${code}]` : ''].filter((part) => part !== '').join('\n');
}

function observeText(evidence: Evidence, text: string): readonly Observation[] {
  const foreign = foreignGreeting(evidence, text);
  if (foreign !== undefined) return [foreign];
  // JavaMail makes up a BYE of the server for what befell the connection.
  const isProgramFirst = ['resolve', 'connect', 'secure'].includes(evidence.stage) || text.includes('JavaMail Exception');
  const readers = [clientObservations, serverObservations];
  for (const read of isProgramFirst ? readers : readers.toReversed()) {
    const observations = read(evidence, text);
    if (observations.length > 0) return observations;
  }
  return [];
}

function clientObservations(evidence: Evidence, text: string): readonly Observation[] {
  const fact = readClientError(text);
  return fact === undefined ? [] : [observationOf(evidence, fact, text)];
}

function serverObservations(evidence: Evidence, text: string): readonly Observation[] {
  const reply = readReply(evidence.service, text);
  return reply === undefined ? [] : replied(evidence, { ...reply, reply: text });
}

/** Words without a status that we know: what a server said, with its beginning lost. */
function bareReply(evidence: Evidence, text: string): readonly Observation[] {
  if (evidence.stage === 'secure') return [{ type: 'handshake-failed', code: 'UNKNOWN', message: text }];
  return replied(evidence, { status: evidence.service === 'imap' ? 'NO' : '', reply: text });
}

/** An answer to a sign-in implies that the credentials were sent; so does 535 at any time (RFC 4954 s.6). */
function replied(evidence: Evidence, reply: Omit<ObservationOf<'server-replied'>, 'type' | 'command' | 'ok'>): readonly Observation[] {
  const answer: Observation = { type: 'server-replied', command: commandOf(evidence), ok: false, ...reply };
  if (evidence.stage !== 'authenticate' && reply.status !== '535') return [answer];
  return [{ type: 'credentials-sent', mechanism: 'unknown', encrypted: evidence.security !== 'none' }, answer];
}

function commandOf({ service, stage, command }: Evidence): string {
  if (typeof command === 'string') return command;
  const names: Readonly<Record<Stage, string>> = {
    resolve: '',
    connect: 'greeting',
    secure: 'STARTTLS',
    greet: 'greeting',
    authenticate: service === 'imap' ? 'AUTHENTICATE' : 'AUTH',
    select: 'SELECT',
    send: '',
    arrive: '',
  };
  return names[stage];
}

/** The greeting of another protocol than was asked for. */
function foreignGreeting({ service }: Evidence, text: string): Observation | undefined {
  if (/^220[ -]/.test(text) && service === 'imap') return { type: 'foreign-protocol', protocol: 'smtp' };
  if (/^\* (?:OK|PREAUTH)\b/.test(text) && service === 'smtp') return { type: 'foreign-protocol', protocol: 'imap' };
  if (text.startsWith('+OK')) return { type: 'foreign-protocol', protocol: 'pop3' };
  if (/^HTTP\/\d/.test(text)) return { type: 'foreign-protocol', protocol: 'http' };
  if (text.startsWith('SSH-')) return { type: 'foreign-protocol', protocol: 'ssh' };
  return undefined;
}

function observationOf({ stage, ...known }: Evidence, fact: ClientFact, message: string): Observation {
  const host = known.host ?? '';
  const port = known.port ?? 0;
  switch (fact.type) {
    case 'resolve-failed':
      return { type: 'resolve-failed', host, code: fact.code };
    case 'dial-failed':
      return { type: 'connection-attempted', address: host, port, outcome: 'failed', code: fact.code, durationMs: 0 };
    case 'silent':
      if (stage === 'resolve') return { type: 'resolve-failed', host, code: 'ETIMEOUT' };
      return isDialling(stage, message)
        ? { type: 'connection-attempted', address: host, port, outcome: 'failed', code: 'ETIMEDOUT', durationMs: 0 }
        : { type: 'nothing-received', awaiting: stage, afterMs: 0 };
    case 'closed':
      return stage === 'connect'
        ? { type: 'connection-attempted', address: host, port, outcome: 'failed', code: 'ECONNRESET', durationMs: 0 }
        : { type: 'connection-closed', awaiting: stage };
    case 'certificate-refused':
      return { type: 'certificate-presented', host, chain: [], defects: [fact.defect], decision: 'refused' };
    case 'handshake-failed':
      return { type: 'handshake-failed', code: fact.code, message };
    case 'starttls-not-offered':
      return { type: 'starttls-not-offered' };
    case 'no-common-mechanism':
      return { type: 'no-common-mechanism', offered: [] };
    case 'not-a-greeting':
      return { type: 'foreign-protocol', protocol: 'unknown' };
    case 'no-recipient':
      return { type: 'server-replied', command: 'RCPT TO', ok: false, status: '', reply: message };
  }
}

/** `connect ETIMEDOUT 192.0.2.1:465` failed while dialling, whatever stage it is told of. */
function isDialling(stage: Stage, message: string): boolean {
  return stage === 'connect' || /\bconnect(?:ion|ing)? (?:to |ETIMEDOUT|timed)/i.test(message.slice(0, 500));
}
