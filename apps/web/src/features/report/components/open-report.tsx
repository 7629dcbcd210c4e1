import { FileUp } from 'lucide-react';
import { useId } from 'react';
import { Card } from '../../../components/card.tsx';
import { Heading } from '../../../components/heading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { compareHref } from '../../../lib/route.ts';
import { useOpenFile } from '../api/use-opened-report.ts';
import { ReportFileInput } from './report-file-input.tsx';

/** Where a report file is opened: the page reads it by itself. */
export function OpenReport() {
  const { t } = useCatalogue();
  const open = useOpenFile();
  const id = useId();
  return (
    <Card className="mx-auto w-full max-w-2xl">
      <PageTitle page={t('report.open')} />
      <Heading>{t('report.open')}</Heading>
      <p className="mt-1.5 text-mute">{t('report.open-lede')}</p>
      <label
        htmlFor={id}
        className="mt-6 grid cursor-pointer justify-items-center gap-2 rounded-xl border-2 border-dashed border-edge px-5 py-10 text-center transition-colors focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-brand hover:border-brand hover:bg-soft"
      >
        <FileUp aria-hidden className="size-8 text-brand" />
        <span className="font-semibold">{t('report.choose-file')}</span>
        <span className="text-md text-mute">{t('report.drop-file')}</span>
        <ReportFileInput id={id} onChoose={open.mutate} />
      </label>
      <p className="mt-5 text-center">
        <a href={compareHref()} className="rounded font-semibold text-brand-strong underline-offset-3 hover:underline">
          {t('compare.heading')}
        </a>
      </p>
      <div role="alert" className="mt-4 empty:hidden">
        {open.isError && <Notice tone="warning">{t(`report.not-opened.${open.error.reason}`)}</Notice>}
      </div>
    </Card>
  );
}
