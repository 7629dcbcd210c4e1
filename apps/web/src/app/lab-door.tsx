import type { ReactNode } from 'react';
import { ChunkFailure } from '../components/chunk-failure.tsx';
import { Heading } from '../components/heading.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useCatalogue } from '../lib/catalogue.ts';
import { useConfigQuery } from '../lib/config.ts';

/** Lets nobody into the demo lab, and loads nothing of it, where the service has none. */
export function LabDoor({ children }: { readonly children: ReactNode }) {
  const { t } = useCatalogue();
  const { data: config, isError, refetch } = useConfigQuery();
  if (isError) return <ChunkFailure onRetry={() => void refetch()} />;
  if (config === undefined || config.lab) return config?.lab === true && children;
  return (
    <div className="col-span-full min-w-0">
      <PageTitle page={t('page.demo')} />
      <Heading>{t('page.demo')}</Heading>
      <p className="mt-1.5 text-mute">{t('page.demo-off')}</p>
    </div>
  );
}
