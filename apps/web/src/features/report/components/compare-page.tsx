import type { Report } from '@inbox-connect/core';
import { useId, useState } from 'react';
import { Card } from '../../../components/card.tsx';
import { Heading } from '../../../components/heading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { goToCompare } from '../../../lib/route.ts';
import { useComparedReport } from '../api/use-compared-report.ts';
import { ChooseReport } from './choose-report.tsx';
import { Differences } from './differences.tsx';

/** Two reports side by side: before and after, or mine and the customer's. */
export function ComparePage({ left, right }: { readonly left: string; readonly right: string }) {
  const { t } = useCatalogue();
  const leftReport = useComparedReport(left).data;
  const rightReport = useComparedReport(right).data;
  return (
    <div className="col-span-full grid min-w-0 gap-5">
      <PageTitle page={t('compare.heading')} />
      <div>
        <Heading>{t('compare.heading')}</Heading>
        <p className="mt-1.5 max-w-[70ch] text-mute">{t('compare.lede')}</p>
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <ChooseReport side="left" source={left} other={right} onChoose={(source) => goToCompare(source, right)} />
        <ChooseReport side="right" source={right} other={left} onChoose={(source) => goToCompare(left, source)} />
      </div>
      {leftReport !== undefined && rightReport !== undefined && <Comparison left={leftReport} right={rightReport} />}
    </div>
  );
}

function Comparison({ left, right }: { readonly left: Report; readonly right: Report }) {
  const { t } = useCatalogue();
  const [showsSame, setShowsSame] = useState(false);
  const id = useId();
  return (
    <Card>
      <div className="mb-5 flex items-center gap-2.5 text-md print:hidden">
        <input id={id} type="checkbox" checked={showsSame} onChange={(event) => setShowsSame(event.target.checked)} className="size-4.5 accent-brand" />
        <label htmlFor={id} className="font-semibold">
          {t('compare.show-same')}
        </label>
      </div>
      <div aria-live="polite">
        <Differences left={left} right={right} leftName={t('compare.left')} rightName={t('compare.right')} showsSame={showsSame} none={t('compare.same')} />
      </div>
    </Card>
  );
}
