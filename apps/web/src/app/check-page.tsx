import { useEffect } from 'react';
import { ChunkFailure } from '../components/chunk-failure.tsx';
import { DemoMark } from '../components/demo-mark.tsx';
import { Notice } from '../components/notice.tsx';
import { formatEndpoint } from '../features/connect/entered-settings.ts';
import type { ConnectFlow } from '../features/connect/use-connect-flow.ts';
import { OutcomeAnnouncement } from '../features/diagnosis/components/outcome-announcement.tsx';
import type { ResultActions } from '../features/diagnosis/result-actions.ts';
import { useCheck } from '../features/progress/api/use-check.ts';
import { CheckClock, notFollowedYet } from '../features/progress/clock.ts';
import { Announcements } from '../features/progress/components/announcements.tsx';
import { CheckCard } from '../features/progress/components/check-card.tsx';
import { ProbingAnnouncement } from '../features/progress/components/probing-announcement.tsx';
import { Timeline } from '../features/progress/components/timeline.tsx';
import { UnfollowedCard } from '../features/progress/components/unfollowed-card.tsx';
import { breakOff } from '../features/progress/step-view.ts';
import { useCatalogue } from '../lib/catalogue.ts';
import { useChunk } from '../lib/chunk.ts';

/** The third step: a check while it runs, and its result. */
export function CheckPage({ id, flow }: { readonly id: string; readonly flow: ConnectFlow }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const { data = notFollowedYet, error, isFetching, refetch } = useCheck(id);
  const { progress, isLost } = data;
  const { report } = progress;
  const { settings, outcome } = report;
  const hasBegun = report.stages.length > 0;
  // It comes while the check runs, so that neither the first page nor the first stage waits for it.
  const result = useChunk('result', () => import('../features/diagnosis/components/result.tsx'), hasBegun);
  const after = useChunk('after-check', () => import('../features/report/components/after-check.tsx'), outcome !== null);
  const { restore } = flow;
  useEffect(() => {
    if (settings !== null) restore(settings);
  }, [settings, restore]);
  const actions: ResultActions = {
    change: (field) => flow.change(settings, field),
    retry: (patch) => (settings === null ? flow.change(null) : void flow.retry(settings, patch)),
    startOver: flow.clear,
  };
  const isUnfollowed = error !== null && outcome === null && !isFetching;
  const endpoints = { imap: settings === null ? '' : formatEndpoint(settings.imap), smtp: settings === null ? '' : formatEndpoint(settings.smtp) };
  return (
    <CheckClock value={data}>
      <DemoMark settings={settings} className="col-span-full -mb-1.5 justify-self-start sm:-mb-3.5" />
      <div className="grid min-w-0 gap-5">
        <div role="alert" className="empty:hidden">
          {isLost && isFetching && outcome === null && <Notice tone="warning">{t('progress.connection-lost')}</Notice>}
        </div>
        {(outcome === null || result.state === 'loading') && !isUnfollowed && <CheckCard id={id} progress={progress} />}
        {isUnfollowed && (
          <UnfollowedCard error={error} hasBegun={hasBegun} onFollow={() => void refetch()} onRetry={() => actions.retry()} onChange={() => actions.change()} />
        )}
        {outcome !== null && result.state === 'loaded' && <result.module.Result report={report} outcome={outcome} actions={actions} />}
        {outcome !== null && result.state === 'loaded' && after.state === 'loaded' && <after.module.AfterCheck report={report} since={flow.since} />}
        {outcome !== null && result.state === 'failed' && <ChunkFailure onRetry={result.retry} />}
      </div>
      <Timeline progress={isUnfollowed ? breakOff(progress) : progress} endpoints={endpoints} proofNote={undefined} />
      <Announcements stages={report.stages} />
      <ProbingAnnouncement report={report} />
      <OutcomeAnnouncement
        outcome={outcome}
        words={outcome !== null && result.state === 'loaded' ? result.module.announceOutcome(catalogue, report, outcome) : undefined}
      />
    </CheckClock>
  );
}
