import { type Catalogue, describeObservation, describeProblem, describeRemedy } from '@inbox-connect/catalogue';
import type { Problem, Report } from '@inbox-connect/core';
import { formatEndpoint } from './endpoint.ts';

/** The result of a check in words: connected or not, and for each problem what was seen, who can fix it and what to do. */
export function describeVerdict(report: Report, catalogue: Catalogue): string {
  const headline = catalogue.t(`outcomes.${report.outcome ?? 'interrupted'}`);
  return [headline, ...report.problems.flatMap((problem) => linesOf(problem, report, catalogue))].join('\n');
}

function linesOf(problem: Problem, { settings }: Report, catalogue: Catalogue): readonly string[] {
  const { title, headline, explanation, owner } = describeProblem(catalogue, problem, settings);
  const endpoint = settings?.[problem.service];
  const evidence = problem.evidence.filter(({ type }) => type !== 'settings-used').map((observation) => describeObservation(catalogue, observation));
  const remedies = problem.remedies.map((remedy) => describeRemedy(catalogue, remedy, problem.service, settings).action);
  return [
    '',
    `${headline} [${problem.error}]`,
    endpoint === undefined ? title : `${title}: ${formatEndpoint(endpoint)}`,
    ...evidence.flatMap((text) => text.split('\n')).map((line) => `  | ${line}`),
    explanation,
    owner,
    ...remedies.map((action, index) => `  ${index + 1}. ${action}`),
  ];
}
