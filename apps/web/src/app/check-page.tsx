import { ApiError } from '@inbox-connect/client';
import { ActionBar } from '../components/action-bar.tsx';
import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { Heading } from '../components/heading.tsx';
import { Notice } from '../components/notice.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { formatEndpoint } from '../features/connect/entered-settings.ts';
import type { ConnectFlow } from '../features/connect/use-connect-flow.ts';
import { useResultView } from '../features/diagnosis/api/use-result-view.ts';
import { OutcomeAnnouncement } from '../features/diagnosis/components/outcome-announcement.tsx';
import type { ResultActions } from '../features/diagnosis/result-actions.ts';
import { useCheck } from '../features/progress/api/use-check.ts';
import { AskedAt, notFollowedYet } from '../features/progress/clock.ts';
import { Announcements } from '../features/progress/components/announcements.tsx';
import { CheckCard } from '../features/progress/components/check-card.tsx';
import { Timeline } from '../features/progress/components/timeline.tsx';
import { useCatalogue } from '../lib/catalogue.ts';

/** The third step: a check while it runs, and its result. */
export function CheckPage({ id, flow }: { readonly id: string; readonly flow: ConnectFlow }) {
  const { t } = useCatalogue();
  const { data: { progress, askedAt } = notFollowedYet, error } = useCheck(id);
  const { report } = progress;
  const { settings, outcome } = report;
  const view = useResultView();
  const actions: ResultActions = {
    change: (field) => flow.change(settings, field),
    retry: (patch) => (settings === null ? flow.change(null) : void flow.retry(settings, patch)),
    startOver: flow.clear,
  };
  if (error instanceof ApiError && outcome === null) return <ExpiredCard onStart={() => flow.change(null)} />;
  const endpoints = { imap: settings === null ? '' : formatEndpoint(settings.imap), smtp: settings === null ? '' : formatEndpoint(settings.smtp) };
  return (
    <AskedAt value={askedAt}>
      <div className="grid min-w-0 gap-5">
        {error !== null && outcome === null && <Notice tone="warning">{t('progress.connection-lost')}</Notice>}
        {outcome === null || view === undefined ? (
          <CheckCard id={id} progress={progress} />
        ) : (
          <view.Result report={report} outcome={outcome} actions={actions} />
        )}
      </div>
      <Timeline progress={progress} endpoints={endpoints} proofNote={undefined} />
      <Announcements stages={report.stages} />
      <OutcomeAnnouncement report={report} outcome={view === undefined ? null : outcome} />
    </AskedAt>
  );
}

/** A check that the service no longer has: it keeps one for a quarter of an hour. */
function ExpiredCard({ onStart }: { readonly onStart: () => void }) {
  const { t } = useCatalogue();
  return (
    <Card>
      <PageTitle page={t('progress.expired-heading')} />
      <Heading>{t('progress.expired-heading')}</Heading>
      <p className="mt-1.5 text-mute">{t('progress.expired')}</p>
      <ActionBar>
        <Button look="primary" onClick={onStart}>
          {t('progress.new-check')}
        </Button>
      </ActionBar>
    </Card>
  );
}
