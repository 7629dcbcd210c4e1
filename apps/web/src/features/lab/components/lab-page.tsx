import type { LabEntry } from '@inbox-connect/core';
import { Keyboard, Presentation } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../../components/button.tsx';
import { Heading } from '../../../components/heading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useLab } from '../api/use-lab.ts';
import { present } from '../presentation.ts';
import { LabInbox } from './lab-inbox.tsx';
import { SpeedChoice } from './speed-choice.tsx';
import { Stories } from './stories.tsx';

interface LabPageProps {
  /** The story that a link asks for. */
  readonly wanted: string | undefined;
  readonly onTell: (story: LabEntry, options?: { readonly replaces?: boolean }) => void;
}

/** The stories of the mail lab. Choosing one fills the form; the check then runs for real against servers inside the service. */
export function LabPage({ wanted, onTell }: LabPageProps) {
  const { t } = useCatalogue();
  const { data: stories, isError, refetch } = useLab();
  const linked = stories?.find(({ name }) => name === wanted);
  useEffect(() => {
    if (linked !== undefined) onTell(linked, { replaces: true });
  });
  if (linked !== undefined) return null;
  return (
    <>
      <div className="min-w-0">
        <PageTitle page={t('demo.name')} />
        <Heading>{t('demo.heading')}</Heading>
        <p className="mt-1.5 mb-4 text-mute">{t('demo.lede')}</p>
        <div className="mb-5.5 flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button look="primary" onClick={() => present({ isTouring: true })}>
            <Presentation aria-hidden className="size-4.5" />
            {t('demo.tour.start')}
          </Button>
          <SpeedChoice />
          <Button size="small" onClick={() => present({ isHelpOpen: true })} className="max-sm:hidden">
            <Keyboard aria-hidden className="size-4" />
            {t('demo.keys.name')}
          </Button>
        </div>
        {wanted !== undefined && stories !== undefined && (
          <Notice tone="warning" className="mb-5.5">
            {t('demo.unknown', { name: wanted })}
          </Notice>
        )}
        {stories !== undefined && <Stories stories={stories} onTell={onTell} />}
        {stories === undefined && !isError && <p className="text-mute">{t('demo.loading')}</p>}
        {isError && (
          <Notice tone="warning">
            <p role="alert" className="mb-2.5">
              {t('demo.failed')}
            </p>
            <Button size="small" onClick={() => void refetch()}>
              {t('page.load-again')}
            </Button>
          </Notice>
        )}
      </div>
      <div className="min-w-0 lg:sticky lg:top-8">
        <LabInbox />
      </div>
    </>
  );
}
