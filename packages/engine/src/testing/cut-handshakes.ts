import { connect, createServer, type Socket } from 'node:net';
import { certificate, closedPort, runCheck } from './run-check.ts';
import { startScriptedServer } from './scripted-server.ts';
import { imapScript } from './scripts.ts';

/** A sound server whose handshake is cut off by a reset after so many bytes of its own. */
export interface CutHandshakes extends AsyncDisposable {
  /** Bytes that the server sends until the handshake is done. */
  readonly length: number;
  /** What a check says of a server that resets after `bytes`: the stage, its cause, and the lines that the server has read. */
  cutAfter(bytes: number): Promise<{ readonly stage: string | undefined; readonly cause: string | undefined; readonly heard: number }>;
}

export async function startCutHandshakes(): Promise<CutHandshakes> {
  const server = await startScriptedServer(imapScript({ security: 'tls', certificate }));
  const open = new Set<Socket>();
  let [limit, sent] = [Number.POSITIVE_INFINITY, 0];
  const proxy = createServer((client) => {
    const upstream = connect(server.port, '127.0.0.1');
    sent = 0;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          open.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      const passed = chunk.subarray(0, Math.max(0, limit - sent));
      sent += chunk.length;
      const isOver = sent >= limit;
      client.write(passed, () => isOver && client.resetAndDestroy());
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const smtp = { port: await closedPort(), security: 'tls' } as const;

  let length = 0;
  await runCheck({
    imap: { port, security: 'tls' },
    smtp,
    onEvent: (event) => {
      if (event.type === 'stage-end' && event.service === 'imap' && event.stage === 'secure') length = sent;
    },
  });
  await server.allClosed();
  return {
    length,
    cutAfter: async (bytes) => {
      limit = bytes;
      const before = server.received.length;
      const { report } = await runCheck({ imap: { port, security: 'tls' }, smtp, deadlines: { probe: 1 } });
      const problem = report.problems.find(({ service }) => service === 'imap');
      return { stage: problem?.stage, cause: problem?.cause, heard: server.received.length - before };
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
      await server[Symbol.asyncDispose]();
    },
  };
}
