import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Delaying proxies in a thread of their own, so that they take nothing from the event loop that is measured. */
export interface Distance extends AsyncDisposable {
  /** Answers the port that leads to a loopback port, so many milliseconds away each way. */
  putBefore(port: number, delayMs: number): Promise<number>;
}

/** A proxy that is wanted: what goes to the thread; its port comes back. */
export interface ProxyRequest {
  readonly port: number;
  readonly delayMs: number;
}

export function startDistance(): Distance {
  const worker = new Worker(new URL('./distance-worker.ts', import.meta.url));
  return {
    putBefore: async (port, delayMs) => {
      const request: ProxyRequest = { port, delayMs };
      worker.postMessage(request);
      const [answer] = await once(worker, 'message');
      return Number(answer);
    },
    [Symbol.asyncDispose]: async () => {
      await worker.terminate();
    },
  };
}
