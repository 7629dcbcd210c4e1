import { ApiError, replayReport } from '@inbox-connect/client';
import type { Report } from '@inbox-connect/core';
import { useMutation } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useConfig } from '../../../lib/config.ts';
import type { ConnectFlow } from '../../connect/use-connect-flow.ts';

/** Makes servers of the lab behave as those of the report did, and fills the form for them: the check can be run again, and changed. */
export function ReplayButton({ report, flow }: { readonly report: Report; readonly flow: ConnectFlow }) {
  const { t } = useCatalogue();
  const config = useConfig();
  const replay = useMutation({
    mutationFn: () => replayReport(report),
    onSuccess: (entry) => flow.tell({ ...entry, title: t('report.replay.title') }),
  });
  if (config?.lab !== true) return null;
  return (
    <>
      <Button size="small" look="primary" busy={replay.isPending} onClick={() => replay.mutate()}>
        <FlaskConical aria-hidden className="size-4 shrink-0" />
        {t('report.replay.button')}
      </Button>
      <span role="alert" className="col-span-full basis-full text-md text-bad empty:hidden">
        {replay.isError && t(`report.replay.${reasonOf(replay.error)}`)}
      </span>
    </>
  );
}

function reasonOf(error: Error): 'failed' | 'limited' | 'nothing' {
  if (!(error instanceof ApiError)) return 'failed';
  if (error.status === 409) return 'nothing';
  return error.status === 429 ? 'limited' : 'failed';
}
