import type { Catalogue } from '@inbox-connect/catalogue';
import { startServer } from '@inbox-connect/checker';
import { asUsageError, readConfig } from '../config.ts';
import { exitCodes } from '../exit-codes.ts';

/** Serves until it is stopped, then lets running checks end. Standard output gets one line, with the address to open. */
export async function runServe({ t }: Catalogue, signal: AbortSignal): Promise<number> {
  const server = await startServer(readConfig()).catch((error: unknown) => {
    throw asUsageError(error);
  });
  process.stdout.write(`${t('cli.serve.ready', { url: server.url })}\n`);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await server.close();
  return exitCodes.done;
}
