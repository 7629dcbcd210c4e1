import { diagnoseAgain, type Report } from '@inbox-connect/core';
import { useMemo } from 'react';
import type { ReportOrigin } from '../../../lib/route.ts';
import type { ConnectFlow } from '../../connect/use-connect-flow.ts';
import { Remarks } from '../../diagnosis/components/remarks.tsx';
import type { ResultActions } from '../../diagnosis/result-actions.ts';
import { checkAgain } from '../check-again.ts';
import { DiagnosedAgain } from './diagnosed-again.tsx';
import { Lanes } from './lanes.tsx';
import { Particulars } from './particulars.tsx';
import { Problems } from './problems.tsx';
import { ReportActions } from './report-actions.tsx';
import { ReportHead } from './report-head.tsx';

interface ReportViewProps {
  /** As it was made; what is shown is judged by today's rules. */
  readonly stored: Report;
  readonly origin: ReportOrigin;
  readonly line: string | undefined;
  readonly flow: ConnectFlow;
  /** When a shared report is deleted. */
  readonly expiresAt?: string;
}

/** Everything about one check: the verdict first, then what to do, then the facts. */
export function ReportView({ stored, origin, line, flow, expiresAt }: ReportViewProps) {
  const { report, changes } = useMemo(() => diagnoseAgain(stored), [stored]);
  const { settings } = report;
  const isOwn = origin.type === 'check';
  const actions: ResultActions = {
    change: (field) => (isOwn ? flow.change(settings, field) : checkAgain(flow, report)),
    retry: (patch) => (isOwn && settings !== null ? void flow.retry(settings, patch) : checkAgain(flow, report, patch)),
    startOver: flow.clear,
  };
  const hasProblems = report.problems.length > 0;
  return (
    <article className="grid min-w-0 gap-5 print:gap-4">
      <ReportHead report={report} expiresAt={expiresAt}>
        <ReportActions stored={stored} origin={origin} flow={flow} />
      </ReportHead>
      <DiagnosedAgain changes={changes} />
      <div
        className={hasProblems ? 'grid min-w-0 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,27.5rem)] print:grid-cols-1!' : 'grid min-w-0 gap-5'}
      >
        {hasProblems ? <Problems report={report} actions={actions} /> : <Remarks report={report} />}
        <Lanes report={report} isAlone={!hasProblems} />
      </div>
      <Particulars report={report} origin={origin} line={line} />
    </article>
  );
}
