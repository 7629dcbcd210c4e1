import type { Report } from '@inbox-connect/core';
import { ActionBar } from '../../../components/action-bar.tsx';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Heading } from '../../../components/heading.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { ResultActions } from '../result-actions.ts';
import { TechnicalDetails } from './technical-details.tsx';

interface StoppedCardProps {
  readonly outcome: 'cancelled' | 'interrupted';
  readonly report: Report;
  readonly actions: ResultActions;
}

/** A check that was stopped says nothing about the inbox. */
export function StoppedCard({ outcome, report, actions }: StoppedCardProps) {
  const { t } = useCatalogue();
  return (
    <Card>
      <Heading>{t(`outcomes.${outcome}`)}</Heading>
      <p className="mt-1.5 text-mute">{t(`result.${outcome}`)}</p>
      <ActionBar>
        <Button look="primary" onClick={() => actions.change()}>
          {t('result.change')}
        </Button>
        <Button onClick={() => actions.retry()}>{t('result.again')}</Button>
      </ActionBar>
      {report.stages.length > 0 && <TechnicalDetails report={report} />}
    </Card>
  );
}
