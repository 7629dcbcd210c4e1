import { ApiError } from '@inbox-connect/client';
import { emptyProgress } from '@inbox-connect/core';
import { lazy, Suspense, useEffect } from 'react';
import { ActionBar } from '../components/action-bar.tsx';
import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { Heading } from '../components/heading.tsx';
import { Notice } from '../components/notice.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { formatEndpoint } from '../features/connect/entered-settings.ts';
import type { ConnectFlow } from '../features/connect/use-connect-flow.ts';
import { OutcomeAnnouncement } from '../features/diagnosis/components/outcome-announcement.tsx';
import type { ResultActions } from '../features/diagnosis/result-actions.ts';
import { useCheck } from '../features/progress/api/use-check.ts';
import { Announcements } from '../features/progress/components/announcements.tsx';
import { CheckCard } from '../features/progress/components/check-card.tsx';
import { Timeline } from '../features/progress/components/timeline.tsx';
import { useCatalogue } from '../lib/catalogue.ts';

const loadResult = () => import('../features/diagnosis/components/result.tsx');
const Result = lazy(async () => ({ default: (await loadResult()).Result }));

/** The third step: a check while it runs, and its result. */
export function CheckPage({ id, flow }: { readonly id: string; readonly flow: ConnectFlow }) {
  const { t } = useCatalogue();
  const { data: progress = emptyProgress, error } = useCheck(id);
  const { report } = progress;
  const { settings, outcome } = report;
  // What shows the result comes while the check runs, so that the first page need not bring it.
  useEffect(() => void loadResult(), []);
  const actions: ResultActions = {
    change: (field) => flow.change(settings, field),
    retry: (patch) => (settings === null ? flow.change(null) : void flow.retry(settings, patch)),
    startOver: flow.clear,
  };
  if (error instanceof ApiError && outcome === null) return <ExpiredCard onStart={() => flow.change(null)} />;
  const endpoints = { imap: settings === null ? '' : formatEndpoint(settings.imap), smtp: settings === null ? '' : formatEndpoint(settings.smtp) };
  const running = <CheckCard id={id} progress={progress} />;
  return (
    <>
      <div className="grid min-w-0 gap-5">
        {error !== null && outcome === null && <Notice tone="warning">{t('progress.connection-lost')}</Notice>}
        {outcome === null ? (
          running
        ) : (
          <Suspense fallback={running}>
            <Result report={report} outcome={outcome} actions={actions} />
          </Suspense>
        )}
      </div>
      <Timeline progress={progress} endpoints={endpoints} proofNote={undefined} />
      <Announcements stages={report.stages} />
      <OutcomeAnnouncement report={report} />
    </>
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
