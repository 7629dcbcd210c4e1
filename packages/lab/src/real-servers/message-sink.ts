import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** Where Postfix relays messages to: the far end of a delivery, which keeps everything that it gets. */
export interface MessageSink extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Every message in the order of arrival, header and body, lines ended by LF. */
  readonly messages: readonly string[];
  stop(): Promise<void>;
}

/** The least SMTP (RFC 5321 s.4.5.1) that a mail server hands messages over to. */
export async function startMessageSink(): Promise<MessageSink> {
  const messages: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    takeMessages(socket, (message) => messages.push(message));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sink does not listen on a port.');
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return { host: '127.0.0.1', port: address.port, messages, stop, [Symbol.asyncDispose]: stop };
}

function takeMessages(socket: Socket, take: (message: string) => void): void {
  const lines = createInterface(socket);
  // The other side may go at any time; what matters is what it handed over.
  lines.on('error', () => {});
  const reply = (text: string) => socket.write(`${text}\r\n`);
  let message: string[] | undefined;
  reply('220 sink.example.test ESMTP');
  lines.on('line', (line) => {
    if (message !== undefined && line !== '.') message.push(line.replace(/^\./, ''));
    else if (message !== undefined) {
      take(`${message.join('\n')}\n`);
      message = undefined;
      reply('250 2.0.0 taken');
    } else if (/^DATA$/i.test(line)) {
      message = [];
      reply('354 go on');
    } else if (/^QUIT$/i.test(line)) {
      reply('221 2.0.0 bye');
      socket.end();
    } else reply('250 2.0.0 ok');
  });
}
