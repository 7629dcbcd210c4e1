import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startLab } from './lab.ts';
import { labPassword, scenario } from './scenario.ts';
import { connectRaw, locate, plain } from './testing/raw-client.ts';

const email = 'anna@test.lab.test';
const sound = scenario('test', { imap: { ports: { 143: 'clear-text' } }, smtp: { ports: { 587: 'clear-text' } }, outcome: 'connected' });

/** Pieces of both protocols in any order, and bytes of no protocol at all. */
const pieces = fc.oneof(
  fc.constantFrom('a ', '\r\n', '\n', ' ', '(', ')', '"', '\\', '{3}', '{3+}', '*', '%', '[', ']', '<', '>', '.', '\0', '=', 'INBOX', 'BODY[', '1:*', 'UID '),
  fc.constantFrom('LOGIN ', 'AUTHENTICATE PLAIN', 'SELECT INBOX', 'FETCH ', 'LIST "" ', 'SEARCH ', 'STATUS ', 'STARTTLS', 'LOGOUT', 'NOOP'),
  fc.constantFrom('EHLO x', 'AUTH ', 'LOGIN', 'MAIL FROM:<', email, 'RCPT TO:<', 'DATA', 'RSET', 'VRFY', 'QUIT', 'SIZE='),
  fc.constant(`a LOGIN ${email} ${labPassword}\r\n`),
  fc.constant(`EHLO x\r\nAUTH PLAIN ${plain(email, labPassword)}\r\n`),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const garbage = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''))),
  fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
);
const ports = fc.constantFrom({ service: 'imap', port: 143 } as const, { service: 'imap', port: 993 } as const, { service: 'smtp', port: 587 } as const);

test('no bytes of a client crash the servers or keep others from being served', async () => {
  const errors: unknown[] = [];
  await using lab = await startLab({ scenarios: [sound], onError: (error) => errors.push(error) });
  await fc.assert(
    fc.asyncProperty(ports, fc.array(garbage, { maxLength: 4 }), async (place, chunks) => {
      const { address, port } = locate(lab, place);
      const socket = connect({ host: address, port });
      socket.on('error', () => {});
      socket.resume();
      await once(socket, 'connect');
      for (const chunk of chunks) socket.write(chunk);
      socket.end();
      await once(socket, 'close');
      expect(errors).toEqual([]);
    }),
    { numRuns: 300 },
  );
  const client = await connectRaw(lab, { service: 'imap', port: 143 });
  expect(await client.line()).toMatch(/^\* OK/);
  client.close();
});
