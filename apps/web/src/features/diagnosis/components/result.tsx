import type { Outcome, Problem, Report } from '@inbox-connect/core';
import { ActionBar } from '../../../components/action-bar.tsx';
import { Button } from '../../../components/button.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { ShareButton } from '../../report/components/share-button.tsx';
import type { ResultActions } from '../result-actions.ts';
import { DemoArrival } from './demo-arrival.tsx';
import { ProblemCard } from './problem-card.tsx';
import { Remarks } from './remarks.tsx';
import { StoppedCard } from './stopped-card.tsx';
import { SuccessCard } from './success-card.tsx';
import { TechnicalDetails } from './technical-details.tsx';
import { WarningCard } from './warning-card.tsx';

export { announceOutcome } from '../announce-outcome.ts';

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
  if (outcome === 'cancelled' || outcome === 'interrupted') return <StoppedCard outcome={outcome} report={report} actions={actions} />;
  const blocking = report.problems.filter(({ severity }) => severity === 'blocking');
  const warnings = report.problems.filter(({ severity }) => severity === 'warning');
  return (
    <>
      {outcome === 'connected' && report.settings !== null && <SuccessCard report={report} settings={report.settings} actions={actions} />}
      {blocking.map((problem, index) => (
        <ProblemCard key={keyOf(problem)} problem={problem} report={report} actions={actions} isFirst={index === 0}>
          {index === blocking.length - 1 && <FailureActions report={report} actions={actions} />}
        </ProblemCard>
      ))}
      <DemoArrival report={report} />
      {warnings.map((problem) => (
        <WarningCard key={keyOf(problem)} problem={problem} report={report} actions={actions} />
      ))}
      <Remarks report={report} />
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
        <ShareButton report={report} />
      </ActionBar>
      <TechnicalDetails report={report} />
    </>
  );
}

function keyOf({ service, stage, cause, severity }: Problem): string {
  return [service, stage, cause, severity].join(' ');
}
