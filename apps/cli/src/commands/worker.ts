import type { Catalogue } from '@inbox-connect/catalogue';
import { startWorker } from '@inbox-connect/checker';
import { asUsageError, readConfig } from '../config.ts';
import { exitCodes } from '../exit-codes.ts';

/** Runs the checks of a queue until it is stopped, then lets those that run end. Standard output gets one line once it takes checks. */
export async function runWorker({ t }: Catalogue, signal: AbortSignal): Promise<number> {
  const worker = await startWorker(readConfig()).catch((error: unknown) => {
    throw asUsageError(error);
  });
  process.stdout.write(`${t('cli.worker.ready')}\n`);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await worker.close();
  return exitCodes.done;
}
