import type { Catalogue } from '@inbox-connect/catalogue';
import { describeLab } from '@inbox-connect/checker';
import { startLab } from '@inbox-connect/lab';
import { formatEndpoint } from '../endpoint.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

/** Runs the mail lab until it is stopped; `--json` prints what `GET /api/lab` answers, once everything listens. */
export async function runLab({ json }: { readonly json?: true }, { t }: Catalogue, signal: AbortSignal): Promise<ExitCode> {
  await using lab = await startLab();
  const entries = describeLab(lab.entries);
  if (json) process.stdout.write(`${JSON.stringify(entries)}\n`);
  else {
    const stories = entries.flatMap(({ name, title, request }) => [
      '',
      title,
      `  ${t('cli.lab.account', { email: request.email, password: request.password })}`,
      `  ${t('cli.lab.servers', { imap: formatEndpoint(request.imap), smtp: formatEndpoint(request.smtp) })}`,
      ...lab
        .listeners()
        .filter(({ scenario, behaviour }) => scenario === name && behaviour !== 'refuse')
        .map(({ host, port, realAddress, realPort }) => `  ${t('cli.lab.listener', { host, port, address: realAddress, realPort })}`),
    ]);
    process.stdout.write(`${[t('cli.lab.listening'), ...stories].join('\n')}\n`);
  }
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return exitCodes.done;
}
