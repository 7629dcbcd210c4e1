import { ApiError, ConnectionLostError } from '@inbox-connect/client';
import { ActionBar } from '../../../components/action-bar.tsx';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Heading } from '../../../components/heading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';

interface UnfollowedCardProps {
  readonly error: Error;
  /** Some of its events had come already. */
  readonly hasBegun: boolean;
  readonly onFollow: () => void;
  readonly onRetry: () => void;
  readonly onChange: () => void;
}

/** A check that cannot be followed to its end: the service has it no more, cannot be reached, or has become another version. */
export function UnfollowedCard({ error, hasBegun, onFollow, onRetry, onChange }: UnfollowedCardProps) {
  const { t } = useCatalogue();
  const reason = reasonOf(error, hasBegun);
  const heading = t(`progress.unfollowed.${reason}.heading`);
  return (
    <Card>
      <PageTitle page={heading} />
      <div role="alert">
        <Heading>{heading}</Heading>
        <p className="mt-1.5 text-mute">{t(`progress.unfollowed.${reason}.explanation`)}</p>
      </div>
      <ActionBar>
        {reason === 'unreachable' && (
          <Button look="primary" onClick={onFollow}>
            {t('progress.follow-again')}
          </Button>
        )}
        {reason === 'forgotten' && (
          <Button look="primary" onClick={onRetry}>
            {t('progress.again')}
          </Button>
        )}
        {reason === 'unreadable' && (
          <Button look="primary" onClick={() => location.reload()}>
            {t('page.reload')}
          </Button>
        )}
        {reason === 'gone' ? (
          <Button look="primary" onClick={onChange}>
            {t('progress.new-check')}
          </Button>
        ) : (
          <Button onClick={onChange}>{t('progress.change')}</Button>
        )}
      </ActionBar>
    </Card>
  );
}

function reasonOf(error: Error, hasBegun: boolean): 'gone' | 'forgotten' | 'unreachable' | 'unreadable' {
  if (error instanceof ApiError) return hasBegun ? 'forgotten' : 'gone';
  return error instanceof ConnectionLostError ? 'unreachable' : 'unreadable';
}
