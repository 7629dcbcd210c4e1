import type { Problem, Remedy } from './problem.ts';
import type { Service } from './vocabulary.ts';

/** Where both services failed and something was found to answer for each, one change mends both: it comes first for either. */
export function mendBoth(problems: readonly Problem[]): readonly Problem[] {
  const imap = problems.find(isMendable('imap'));
  const smtp = problems.find(isMendable('smtp'));
  if (imap === undefined || smtp === undefined) return problems;
  const patch = { ...imap.remedies[0]?.patch, ...smtp.remedies[0]?.patch };
  const remedy: Remedy = { id: 'use-both-servers', kind: 'change-settings', patch, verified: true };
  return problems.map((problem) => (problem === imap || problem === smtp ? { ...problem, remedies: [remedy, ...problem.remedies] } : problem));
}

function isMendable(service: Service): (problem: Problem) => boolean {
  return (problem) => problem.service === service && problem.severity === 'blocking' && problem.remedies[0]?.verified === true;
}
