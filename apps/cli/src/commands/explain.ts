import { type Catalogue, describeStage } from '@inbox-connect/catalogue';
import { diagnoseAgain, type Report, reproduce } from '@inbox-connect/core';
import { exitCodes } from '../exit-codes.ts';
import { readReportFile } from '../report-file.ts';
import { plainLine } from '../timeline.ts';
import { describeVerdict } from '../verdict.ts';

/** Tells a report from a file, judged by today's rules, and what they judge otherwise. Nothing is sent over the network. */
export async function runExplain(path: string, { json }: { readonly json?: true }, catalogue: Catalogue): Promise<number> {
  const { report, changes } = diagnoseAgain(await readReportFile(path, catalogue));
  if (json) process.stdout.write(`${JSON.stringify({ report, changes })}\n`);
  else {
    const { t } = catalogue;
    const cause = (name: (typeof changes)[number]['now']) => (name === undefined ? t('cli.explain.no-problem') : name);
    const lines = [
      ...report.stages.map((stage) => plainLine(stage, describeStage(catalogue, stage, new Date(report.startedAt)), catalogue)),
      '',
      describeVerdict(report, catalogue, process.stdout.columns),
      ...changes.map(({ service, stage, before, now }) =>
        t('cli.explain.changed', { service: t(`services.${service}`), stage: t(`stages.${stage}.name`), before: cause(before), now: cause(now) }),
      ),
      ...describeReproductions(report, catalogue),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return report.outcome === 'connected' ? exitCodes.done : exitCodes.problem;
}

/** What shows the failed stages without us. */
function describeReproductions({ settings, problems }: Report, { t }: Catalogue): readonly string[] {
  const blocking = settings === null ? [] : problems.filter(({ severity }) => severity === 'blocking');
  const commands = settings === null ? [] : blocking.flatMap((problem) => reproduce(problem, settings));
  if (commands.length === 0) return [];
  const asks = commands.some(({ asksForPassword }) => asksForPassword) ? [t('note.reproduce.password')] : [];
  return ['', t('note.reproduce.heading'), t('note.reproduce.lede'), ...asks, ...commands.map(({ command }) => `  ${command}`)];
}
