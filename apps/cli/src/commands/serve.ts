import type { Catalogue } from '@inbox-connect/catalogue';
import { type Config, startServer } from '@inbox-connect/checker';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

/** Serves until it is stopped, then lets running checks end. Standard output gets one line, with the address to open. */
export async function runServe(config: Config, { t }: Catalogue, signal: AbortSignal): Promise<ExitCode> {
  const server = await startServer(config);
  process.stdout.write(`${t('cli.serve.ready', { url: server.url })}\n`);
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await server.close();
  return exitCodes.done;
}
