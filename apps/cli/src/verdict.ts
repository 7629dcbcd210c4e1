import { type Catalogue, describeObservation, describeProblem, describeRemark, describeRemedy } from '@inbox-connect/catalogue';
import { isDemo, type Problem, type Report, remarksOn } from '@inbox-connect/core';
import { formatEndpoint } from './endpoint.ts';
import { wrapLine } from './wrap.ts';

/**
 * The result of a check in words: connected or not, and for each problem what was seen, who can fix it and what to do. Lines
 * wider than a terminal's `columns` are broken.
 */
export function describeVerdict(report: Report, catalogue: Catalogue, columns = Number.POSITIVE_INFINITY): string {
  const { outcome, problems, settings } = report;
  if (outcome === 'cancelled') return catalogue.t('cli.cancelled');
  const lines = [
    ...(settings !== null && isDemo(settings) ? [{ text: catalogue.t('page.demo-mark') }] : []),
    { text: catalogue.t(`outcomes.${outcome ?? 'interrupted'}`) },
    ...remarksOn(report.stages).map((remark) => ({ text: describeRemark(catalogue, remark) })),
    ...problems.flatMap((problem) => linesOf(problem, report, catalogue)),
  ];
  return lines.map(({ text, indent }: Line) => wrapLine(text, columns, indent)).join('\n');
}

interface Line {
  readonly text: string;
  /** What stands before each part of a line that is broken. */
  readonly indent?: string;
}

function linesOf(problem: Problem, { settings, outcome }: Report, catalogue: Catalogue): readonly Line[] {
  const { title, headline, explanation, owner } = describeProblem(catalogue, problem, settings);
  if (outcome === 'interrupted') return [{ text: explanation }];
  const endpoint = settings?.[problem.service];
  const evidence = problem.evidence.filter(({ type }) => type !== 'settings-used').map((observation) => describeObservation(catalogue, observation));
  const remedies = problem.remedies.map((remedy) => describeRemedy(catalogue, remedy, problem.service, settings).action);
  return [
    { text: '' },
    { text: `${headline} [${problem.error}]` },
    { text: endpoint === undefined ? title : `${title}: ${formatEndpoint(endpoint)}` },
    ...evidence.flatMap((text) => text.split('\n')).map((line) => ({ text: `  | ${line}`, indent: '  | ' })),
    { text: explanation },
    { text: owner },
    ...remedies.map((action, index) => ({ text: `  ${index + 1}. ${action}`, indent: '     ' })),
  ];
}
