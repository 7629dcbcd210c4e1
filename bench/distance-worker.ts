import { parentPort } from 'node:worker_threads';
import { startDelayingProxy } from '@inbox-connect/lab';
import type { ProxyRequest } from './distance.ts';

parentPort?.on('message', async ({ port, delayMs }: ProxyRequest) => {
  const proxy = await startDelayingProxy({ target: { host: '127.0.0.1', port }, delayMs });
  parentPort?.postMessage(proxy.port);
});
