import type { Catalogue } from '@inbox-connect/catalogue';
import { NotReplayable, replayReport, type Scenario, writeScenario } from '@inbox-connect/lab';
import { checkScenario } from '../check-here.ts';
import { readConfig } from '../config.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { readReportFile } from '../report-file.ts';
import { showCheck } from '../show-check.ts';
import type { Stop } from '../stop.ts';

/** Makes servers of the lab behave as those of a report did, and checks them with the same settings. */
export async function runReplay(path: string, flags: { readonly json?: true }, catalogue: Catalogue, stop: Stop): Promise<number> {
  const scenario = await scenarioOf(path, 'replay', catalogue);
  return showCheck(checkScenario(scenario, readConfig(), stop.signal), flags, catalogue, stop);
}

/** Writes a report as a scenario of the lab, in its own format. */
export async function runScenario(path: string, { name = 'from-a-report' }: { readonly name?: string }, catalogue: Catalogue): Promise<number> {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) throw new UsageError(catalogue.t('cli.scenario.not-a-name', { text: name }));
  process.stdout.write(writeScenario(await scenarioOf(path, name, catalogue)));
  return exitCodes.done;
}

async function scenarioOf(path: string, name: string, catalogue: Catalogue): Promise<Scenario> {
  const report = await readReportFile(path, catalogue);
  try {
    return replayReport(report, name);
  } catch (error) {
    throw error instanceof NotReplayable ? new UsageError(catalogue.t('cli.report.not-ended', { path })) : error;
  }
}
