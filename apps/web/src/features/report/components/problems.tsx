import type { Problem, Report } from '@inbox-connect/core';
import { Card } from '../../../components/card.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { guideHref } from '../../../lib/route.ts';
import { ProblemBody } from '../../diagnosis/components/problem-body.tsx';
import { ProblemCard } from '../../diagnosis/components/problem-card.tsx';
import { Remarks } from '../../diagnosis/components/remarks.tsx';
import { WarningCard } from '../../diagnosis/components/warning-card.tsx';
import type { ResultActions } from '../../diagnosis/result-actions.ts';

interface ProblemsProps {
  readonly report: Report;
  readonly actions: ResultActions;
}

/** What is wrong and what to do about it. The first problem is the heading of the report, so that here only its rest is told. */
export function Problems({ report, actions }: ProblemsProps) {
  const { t } = useCatalogue();
  const [first, ...others] = report.problems.filter(({ severity }) => severity === 'blocking');
  const warnings = report.problems.filter(({ severity }) => severity === 'warning');
  return (
    <div className="grid min-w-0 gap-5">
      {first !== undefined && (
        <Card>
          <ProblemBody problem={first} report={report} actions={actions} heading="h2" />
          <p className="mt-5 flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line pt-4">
            <a href={guideHref(first.error)} className="text-md font-semibold text-brand-strong underline-offset-3 hover:underline">
              {t('result.more')}
            </a>
            <code className="font-mono text-xs text-mute">{first.error}</code>
          </p>
        </Card>
      )}
      {others.map((problem) => (
        <ProblemCard key={keyOf(problem)} problem={problem} report={report} actions={actions} isFirst={false} />
      ))}
      {warnings.map((problem) => (
        <WarningCard key={keyOf(problem)} problem={problem} report={report} actions={actions} />
      ))}
      <Remarks report={report} />
    </div>
  );
}

function keyOf({ service, stage, cause, severity }: Problem): string {
  return [service, stage, cause, severity].join(' ');
}
