import type { LabEntry } from '@inbox-connect/core';
import { Heading } from '../../../components/heading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useConfig } from '../../../lib/config.ts';
import { useLab } from '../api/use-lab.ts';
import { Stories } from './stories.tsx';

/** The stories of the mail lab. Choosing one fills the form; the check then runs for real against servers inside the service. */
export function LabPage({ onTell }: { readonly onTell: (story: LabEntry) => void }) {
  const { t } = useCatalogue();
  const config = useConfig();
  const stories = useLab();
  return (
    <div className="col-span-full min-w-0">
      <PageTitle page={t('demo.name')} />
      <Heading>{t('demo.heading')}</Heading>
      {config?.lab === false ? (
        <p className="mt-1.5 text-mute">{t('demo.unavailable')}</p>
      ) : (
        <>
          <p className="mt-1.5 mb-5.5 text-mute">{t('demo.lede')}</p>
          {stories === undefined ? <p className="text-mute">{t('demo.loading')}</p> : <Stories stories={stories} onTell={onTell} />}
        </>
      )}
    </div>
  );
}
