import type { Catalogue } from '@inbox-connect/catalogue';
import { describeLab } from '@inbox-connect/checker';
import { type CheckRequest, type LabEntry, usualPorts } from '@inbox-connect/core';
import { type LabListener, labPassword, startLab } from '@inbox-connect/lab';
import { readConfig } from '../config.ts';
import { formatEndpoint } from '../endpoint.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { table } from '../table.ts';
import { tellScenario } from '../tell-scenario.ts';

interface LabFlags {
  readonly scenario?: string;
  readonly json?: true;
}

/** Runs the mail lab, or one story of it, until it is stopped; `--json` prints what `GET /api/lab` answers, once everything listens. */
export async function runLab({ scenario: wanted, json }: LabFlags, catalogue: Catalogue, signal: AbortSignal): Promise<number> {
  const config = readConfig();
  const { t } = catalogue;
  await using lab = await startLab();
  const scenario = lab.scenarios.find(({ name }) => name === wanted);
  if (wanted !== undefined && scenario === undefined) throw new UsageError(t('cli.lab.no-such', { name: wanted }));
  const entries = describeLab(lab.entries, config).filter(({ name }) => scenario === undefined || name === scenario.name);
  await using told = scenario === undefined ? undefined : await tellScenario(scenario, lab, catalogue);
  process.stdout.write(json ? `${JSON.stringify(entries)}\n` : (told?.text ?? describeListening(entries, lab.listeners(), catalogue)));
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return exitCodes.done;
}

/** A table of the stories and of where each port of them really listens, and what to do with it. */
function describeListening(entries: readonly LabEntry[], listeners: readonly LabListener[], { t }: Catalogue): string {
  const services = ['imap', 'smtp'] as const;
  const ports = services.flatMap((service) => usualPorts[service].map(({ port }) => ({ service, port })));
  const rows = entries.map(({ name, error }) => [
    name,
    error ?? t('cli.lab.sound'),
    ...ports.map(({ service, port }) => {
      const listener = listeners.find((one) => one.scenario === name && one.service === service && one.port === port);
      return listener === undefined || listener.behaviour === 'refuse' ? '–' : String(listener.realPort);
    }),
  ]);
  const head = [t('cli.lab.story'), t('cli.lab.shows'), ...ports.map(({ port }) => String(port))];
  const [example] = entries;
  const command = example === undefined ? [] : [t('cli.lab.next', { story: example.name }), '', `  ${checkCommand(example.request)}`, ''];
  return [t('cli.lab.listening'), '', ...table([head, ...rows]), '', ...command, t('cli.lab.password', { password: labPassword }), ''].join('\n');
}

/** What checks a story. */
function checkCommand({ email, password, imap, smtp }: CheckRequest): string {
  return `INBOX_PASSWORD=${password} npx inbox-connect check --email ${email} --imap ${formatEndpoint(imap)} --smtp ${formatEndpoint(smtp)}`;
}
