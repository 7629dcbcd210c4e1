import { useEffect } from 'react';
import { ChunkFailure } from '../../../components/chunk-failure.tsx';
import { Heading } from '../../../components/heading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { GuideContext, useGuide, useGuideWords } from '../api/use-guide.ts';
import { showEntry } from '../show-entry.ts';
import { Causes } from './causes.tsx';
import { Contents } from './contents.tsx';
import { Errors } from './errors.tsx';
import { HowItGoes } from './how-it-goes.tsx';
import { Notes } from './notes.tsx';
import { PasteCard } from './paste-card.tsx';

/** Troubleshooting: every error, what is behind it and what to do; at its top any error can be pasted and is explained. */
export function GuidePage({ entry }: { readonly entry: string | undefined }) {
  const words = useGuideWords();
  if (words.data === undefined) return words.isError && !words.isFetching && <ChunkFailure onRetry={() => void words.refetch()} />;
  return (
    <GuideContext value={words.data}>
      <Guide entry={entry} />
    </GuideContext>
  );
}

function Guide({ entry }: { readonly entry: string | undefined }) {
  const { t } = useGuide();
  useEffect(() => showEntry(entry), [entry]);
  return (
    <div className="col-span-full grid min-w-0 gap-6 sm:gap-7">
      <PageTitle page={t('page.guide')} />
      <header>
        <Heading>{t('page.guide')}</Heading>
        <p className="mt-1.5 text-mute">{t('guide.lede')}</p>
      </header>
      <PasteCard />
      <div className="grid min-w-0 items-start gap-6 sm:gap-7 lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <Contents current={entry} />
        <div className="grid min-w-0 gap-10">
          <HowItGoes />
          <Errors />
          <Causes />
          <Notes />
        </div>
      </div>
    </div>
  );
}
