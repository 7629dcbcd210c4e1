import { converse, type FloorOptions, openTcp, plainResponse, secure } from './floor-conversation.ts';

const reply = /^\d{3} .*\r\n/m;

/**
 * The fewest round trips in which an SMTP account can be checked: EHLO, STARTTLS and AUTH must each be the last command of
 * their flight (RFC 2920 s.3.1, RFC 3207 s.4, RFC 4954 s.4).
 */
export async function floorSmtp(options: FloorOptions): Promise<void> {
  const socket = openTcp(options.endpoint);
  const implicit = options.endpoint.security === 'tls';
  let session = converse(implicit ? await secure(socket, options) : socket);
  await session.read(reply);
  session.write('EHLO checker.example.test\r\n');
  await session.read(reply);
  if (!implicit) {
    session.write('STARTTLS\r\n');
    await session.read(reply);
    session.release();
    session = converse(await secure(socket, options));
    session.write('EHLO checker.example.test\r\n');
    await session.read(reply);
  }
  session.write(`AUTH PLAIN ${plainResponse(options)}\r\n`);
  const answer = await session.read(reply);
  session.end('QUIT\r\n');
  if (!answer.startsWith('235')) throw new Error(answer);
}
