import { describeProblem } from '@inbox-connect/catalogue';
import { type Problem, type Report, stepOf } from '@inbox-connect/core';
import { TriangleAlert } from 'lucide-react';
import { Card } from '../../../components/card.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { guideHref } from '../../../lib/route.ts';
import type { ResultActions } from '../result-actions.ts';
import { Evidence } from './evidence.tsx';
import { RemedyList } from './remedy-list.tsx';

interface WarningCardProps {
  readonly problem: Problem;
  readonly report: Report;
  readonly actions: ResultActions;
}

/** Something that does not keep the inbox from being connected, and is worth knowing all the same. */
export function WarningCard({ problem, report, actions }: WarningCardProps) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const { headline, explanation } = describeProblem(catalogue, problem, report.settings);
  return (
    <Card>
      <div className="flex items-start gap-3.5">
        <span className="grid size-8.5 shrink-0 place-items-center rounded-full border border-transparent bg-warn-soft text-warn max-sm:hidden">
          <TriangleAlert aria-hidden className="size-4.5" />
        </span>
        <div className="min-w-0 grow">
          <p className="text-sm font-semibold text-warn">{t('result.warning', { step: stepOf(problem.service, problem.stage) })}</p>
          <h2 className="text-lg font-semibold text-balance">{headline}</h2>
          <p className="mt-1 text-md text-mute">{explanation}</p>
          <Evidence problem={problem} heading="h3" className="mt-4 text-md" />
          {problem.remedies.length > 0 && (
            <>
              <h3 className="mt-4 mb-1.5 text-md font-semibold">{t('result.could-do')}</h3>
              <RemedyList problem={problem} report={report} actions={actions} />
            </>
          )}
          <a href={guideHref(problem.error)} className="mt-2 inline-block text-md font-semibold text-brand-strong underline-offset-3 hover:underline">
            {t('result.more-to-know')}
          </a>
        </div>
      </div>
    </Card>
  );
}
