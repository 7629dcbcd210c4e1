import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { MailPort } from './mail-port.ts';

/** More than any system lets wait for a listener that asks for a queue of one. */
const enoughToFill = 8;

/**
 * Opens a port on loopback that takes no connection and refuses none, as behind a firewall that drops packets: its queue
 * is full, and whoever listens there sleeps.
 */
export async function openUnansweredPort(): Promise<MailPort> {
  const sleeper = new Worker(new URL('unanswered-port-sleeper.ts', import.meta.url));
  const [port] = await once(sleeper, 'message');
  sleeper.unref();
  const waiting = Array.from({ length: enoughToFill }, () =>
    connect({ host: '127.0.0.1', port })
      .on('error', () => {})
      .unref(),
  );
  // Whoever comes after this turn of the event loop stands behind them.
  await nextTurn();
  return {
    port,
    close: async () => {
      for (const socket of waiting) socket.destroy();
      await sleeper.terminate();
    },
  };
}
