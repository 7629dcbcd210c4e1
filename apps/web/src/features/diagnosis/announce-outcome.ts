import { type Catalogue, describeProblem } from '@inbox-connect/catalogue';
import type { Outcome, Report } from '@inbox-connect/core';

/** How a check ended, in words for a screen reader. */
export function announceOutcome(catalogue: Catalogue, report: Report, outcome: Outcome): string {
  const { t } = catalogue;
  if (outcome !== 'failed') return t(`result.${outcome}-announcement`);
  const blocking = report.problems.filter(({ severity }) => severity === 'blocking');
  const [first] = blocking;
  const headline = first ? describeProblem(catalogue, first, report.settings).headline : '';
  return t('result.failed-announcement', { count: blocking.length, headline });
}
