import type { ObservationOf } from '../observation.ts';
import type { Service } from '../vocabulary.ts';

type Reply = Pick<ObservationOf<'server-replied'>, 'status' | 'responseCode' | 'enhancedCode'>;

/** Response codes that refuse something (RFC 9051 s.7.1, RFC 5530, RFC 7162, and those of Gmail). */
const responseCode =
  /\[(ALERT|ALREADYEXISTS|AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|CANNOT|CLIENTBUG|CONTACTADMIN|CORRUPTION|EXPIRED|INUSE|LIMIT|NONEXISTENT|NOPERM|OVERQUOTA|PRIVACYREQUIRED|SERVERBUG|THROTTLED|TRYCREATE|UNAVAILABLE|WEBALERT)(?=[\] ])/i;

/** Reply codes that refuse something: those of RFC 5321, RFC 4954 and their kin, and no port or number that merely looks like one. */
const replyCode = /(?:^|[^\d.:/=_-])(4(?:2[12]|3[0-9]|4[1-9]|5[0-9]|7[12])|5(?:0[0-4]|2[1-6]|3[0-9]|4[1-7]|5[0-9]|7[1-7]))(?=$|[\s\-,:;"'\])#])/m;

const enhancedCode = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![.\d])/;

/**
 * Finds the status in a server's words, however a program wrapped them: behind a tag, `* `, in brackets, quotes, a tuple of
 * Python, or the middle of a sentence. Nothing when there is none.
 */
export function readReply(service: Service, text: string): Reply | undefined {
  return service === 'imap' ? readImap(text) : readSmtp(text);
}

function readImap(text: string): Reply | undefined {
  const code = responseCode.exec(text)?.[1]?.toUpperCase();
  const status = /^\W{0,8}(?:\S{1,40} )?(NO|BAD)\b/m.exec(text)?.[1] ?? /\b(NO|BAD|BYE)\b/.exec(text)?.[1] ?? (/^\* OK\b/.test(text) ? 'OK' : undefined);
  if (status === undefined && code === undefined) return undefined;
  return { status: status ?? 'NO', ...(code !== undefined && { responseCode: code }) };
}

function readSmtp(text: string): Reply | undefined {
  const status = replyCode.exec(text)?.[1];
  const enhanced = enhancedCode.exec(text)?.[1];
  // A text that begins with `5.7.1` has lost its reply code; the first digit has the same meaning (RFC 3463 s.2).
  if (status === undefined && (enhanced === undefined || enhanced.startsWith('2'))) return undefined;
  return { status: status ?? `${enhanced?.[0]}`, ...(enhanced !== undefined && { enhancedCode: enhanced }) };
}
