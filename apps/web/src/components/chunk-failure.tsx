import { useCatalogue } from '../lib/catalogue.ts';
import { ActionBar } from './action-bar.tsx';
import { Button } from './button.tsx';
import { Card } from './card.tsx';
import { Heading } from './heading.tsx';
import { PageTitle } from './page-title.tsx';

/** Stands in the place of a part of the page that could not be loaded; everything else stays as it is. */
export function ChunkFailure({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useCatalogue();
  return (
    <Card>
      <PageTitle page={t('page.part-missing')} />
      <div role="alert">
        <Heading>{t('page.part-missing')}</Heading>
        <p className="mt-1.5 text-mute">{t('page.part-missing-hint')}</p>
      </div>
      <ActionBar>
        <Button look="primary" onClick={onRetry}>
          {t('page.load-again')}
        </Button>
        <Button onClick={() => location.reload()}>{t('page.reload')}</Button>
      </ActionBar>
    </Card>
  );
}
