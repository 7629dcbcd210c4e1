import { describeProblem } from '@inbox-connect/catalogue';
import type { Outcome, Report } from '@inbox-connect/core';
import { useCatalogue } from '../../../lib/catalogue.ts';

/** Tells a screen reader how the check ended: at once when it failed. Its place is there before its words. */
export function OutcomeAnnouncement({ report, outcome }: { readonly report: Report; readonly outcome: Outcome | null }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const blocking = report.problems.filter(({ severity }) => severity === 'blocking');
  const [first] = blocking;
  const headline = first ? describeProblem(catalogue, first, report.settings).headline : '';
  return (
    <>
      <p role="alert" className="sr-only">
        {outcome === 'failed' && t('result.failed-announcement', { count: blocking.length, headline })}
      </p>
      <p role="status" className="sr-only">
        {outcome !== null && outcome !== 'failed' && t(`result.${outcome}-announcement`)}
      </p>
    </>
  );
}
