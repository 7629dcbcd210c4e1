import { ApiError } from '@inbox-connect/client';
import { ActionBar } from '../../../components/action-bar.tsx';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Heading } from '../../../components/heading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { formHref, goToCheck, type ReportOrigin } from '../../../lib/route.ts';

interface NoReportProps {
  readonly origin: ReportOrigin;
  readonly error: Error | null;
  readonly isLoading: boolean;
  /** The check has not ended yet. */
  readonly isRunning?: boolean;
  readonly onRetry: () => void;
}

/** Stands where a report cannot be shown. A link that was wrong, has expired or was taken back looks the same. */
export function NoReport({ origin, error, isLoading, isRunning = false, onRetry }: NoReportProps) {
  const { t } = useCatalogue();
  if (isLoading) {
    return (
      <p role="status" className="py-10 text-center text-mute">
        {t('report.loading')}
      </p>
    );
  }
  const reason = isRunning ? 'running' : error instanceof ApiError && error.status === 404 ? (origin.type === 'shared' ? 'gone' : 'forgotten') : 'unreachable';
  return (
    <Card className="mx-auto w-full max-w-2xl">
      <PageTitle page={t(`report.none.${reason}.heading`)} />
      <div role="alert">
        <Heading>{t(`report.none.${reason}.heading`)}</Heading>
        <p className="mt-1.5 text-mute">{t(`report.none.${reason}.explanation`)}</p>
      </div>
      <ActionBar>
        {reason === 'unreachable' && (
          <Button look="primary" onClick={onRetry}>
            {t('page.load-again')}
          </Button>
        )}
        {reason === 'running' && origin.type === 'check' && (
          <Button look="primary" onClick={() => goToCheck(origin.id)}>
            {t('report.to-check')}
          </Button>
        )}
        <ButtonLink href={formHref()}>{t('report.new-check')}</ButtonLink>
      </ActionBar>
    </Card>
  );
}
