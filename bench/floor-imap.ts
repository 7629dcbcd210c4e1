import { converse, type FloorOptions, openTcp, plainResponse, secure } from './floor-conversation.ts';

/**
 * The fewest round trips in which an IMAP account can be checked: sign-in (RFC 4959), list and examine leave in one flight
 * (RFC 9051 s.5.5).
 */
export async function floorImap(options: FloorOptions): Promise<void> {
  const socket = openTcp(options.endpoint);
  const implicit = options.endpoint.security === 'tls';
  let session = converse(implicit ? await secure(socket, options) : socket);
  await session.read(/^\* OK .*\r\n/m);
  if (!implicit) {
    session.write('s STARTTLS\r\n');
    await session.read(/^s OK .*\r\n/m);
    session.release();
    session = converse(await secure(socket, options));
  }
  session.write(`a AUTHENTICATE PLAIN ${plainResponse(options)}\r\nl LIST "" "*"\r\ne EXAMINE INBOX\r\n`);
  const answer = await session.read(/^e (OK|NO|BAD).*\r\n/m);
  session.end('o LOGOUT\r\n');
  if (!/^a OK/m.test(answer) || !/^l OK/m.test(answer) || !/^e OK/m.test(answer)) throw new Error(answer);
}
