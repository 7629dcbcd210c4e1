import { describeProblem } from '@inbox-connect/catalogue';
import type { Outcome, Problem, Report } from '@inbox-connect/core';
import { ActionBar } from '../../../components/action-bar.tsx';
import { Button } from '../../../components/button.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { ResultActions } from '../result-actions.ts';
import { ProblemCard } from './problem-card.tsx';
import { StoppedCard } from './stopped-card.tsx';
import { SuccessCard } from './success-card.tsx';
import { TechnicalDetails } from './technical-details.tsx';

/** A check that has ended, told by its outcome. */
export function Result({ report, outcome, actions }: { readonly report: Report; readonly outcome: Outcome; readonly actions: ResultActions }) {
  const { t } = useCatalogue();
  return (
    <div className="grid min-w-0 gap-5">
      <PageTitle page={t(`outcomes.${outcome}`)} />
      <Cards report={report} outcome={outcome} actions={actions} />
    </div>
  );
}

function Cards({ report, outcome, actions }: { readonly report: Report; readonly outcome: Outcome; readonly actions: ResultActions }) {
  const { t } = useCatalogue();
  if (outcome === 'cancelled' || outcome === 'interrupted') return <StoppedCard outcome={outcome} report={report} actions={actions} />;
  const problems = report.problems.map((problem, index) => {
    const isLast = index === report.problems.length - 1;
    const isFirst = index === 0 && outcome === 'failed';
    return (
      <ProblemCard key={keyOf(problem)} problem={problem} report={report} actions={actions} isFirst={isFirst}>
        {isLast && outcome === 'failed' && <FailureActions report={report} actions={actions} />}
      </ProblemCard>
    );
  });
  if (outcome === 'failed') {
    return (
      <>
        {report.problems.length > 1 && <p className="font-semibold">{t('result.problems', { count: report.problems.length })}</p>}
        {problems}
      </>
    );
  }
  return (
    <>
      {report.settings !== null && <SuccessCard report={report} settings={report.settings} actions={actions} />}
      {problems}
    </>
  );
}

function FailureActions({ report, actions }: { readonly report: Report; readonly actions: ResultActions }) {
  const { t } = useCatalogue();
  const offersChange = report.problems.some(({ remedies }) => remedies[0]?.kind === 'change-settings');
  return (
    <>
      <ActionBar>
        <Button look={offersChange ? 'quiet' : 'primary'} onClick={() => actions.change()}>
          {t('result.change')}
        </Button>
        <Button onClick={() => actions.retry()}>{t('result.again')}</Button>
      </ActionBar>
      <TechnicalDetails report={report} />
    </>
  );
}

/** Tells a screen reader how the check ended: at once when it failed. */
export function OutcomeAnnouncement({ report }: { readonly report: Report | undefined }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const outcome = report?.outcome ?? null;
  const [first] = report?.problems ?? [];
  const headline = report && first ? describeProblem(catalogue, first, report.settings).headline : '';
  return (
    <>
      <p role="alert" className="sr-only">
        {outcome === 'failed' && t('result.failed-announcement', { headline })}
      </p>
      <p role="status" className="sr-only">
        {outcome !== null && outcome !== 'failed' && t(`result.${outcome}-announcement`)}
      </p>
    </>
  );
}

function keyOf({ service, stage, cause, severity }: Problem): string {
  return [service, stage, cause, severity].join(' ');
}
