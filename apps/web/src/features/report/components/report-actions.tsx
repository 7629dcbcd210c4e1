import type { Report } from '@inbox-connect/core';
import { useQueryClient } from '@tanstack/react-query';
import { Columns2, Download, Printer, RotateCcw } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { goToCompare, type ReportOrigin } from '../../../lib/route.ts';
import type { ConnectFlow } from '../../connect/use-connect-flow.ts';
import { keepForComparison } from '../api/use-compared-report.ts';
import { checkAgain } from '../check-again.ts';
import { downloadReport } from '../download-report.ts';
import { ReplayButton } from './replay-button.tsx';
import { ShareButton } from './share-button.tsx';

interface ReportActionsProps {
  /** As it was made: what is saved and passed on. */
  readonly stored: Report;
  readonly origin: ReportOrigin;
  readonly flow: ConnectFlow;
}

/** What can be done with a report, the most useful first. */
export function ReportActions({ stored, origin, flow }: ReportActionsProps) {
  const { t } = useCatalogue();
  const queries = useQueryClient();
  return (
    <>
      <ReplayButton report={stored} flow={flow} />
      {stored.settings !== null && (
        <Button size="small" onClick={() => checkAgain(flow, stored)}>
          <RotateCcw aria-hidden className="size-4 shrink-0" />
          {t('compare.again.heading')}
        </Button>
      )}
      {origin.type === 'check' && <ShareButton report={stored} size="small" />}
      <Button size="small" onClick={() => downloadReport(stored)}>
        <Download aria-hidden className="size-4 shrink-0" />
        {t('report.download')}
      </Button>
      <Button size="small" onClick={() => goToCompare(keepForComparison(queries, stored, origin), '')}>
        <Columns2 aria-hidden className="size-4 shrink-0" />
        {t('compare.action')}
      </Button>
      <Button size="small" onClick={() => print()}>
        <Printer aria-hidden className="size-4 shrink-0" />
        {t('report.print')}
      </Button>
    </>
  );
}
