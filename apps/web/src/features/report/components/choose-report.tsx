import type { Report } from '@inbox-connect/core';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { describedBy, Field, inputClasses } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { checkSource, sourceOfLink, useComparedReport, useEndedChecks } from '../api/use-compared-report.ts';
import { useReadFile } from '../api/use-opened-report.ts';
import { ReportFileInput } from './report-file-input.tsx';

interface ChooseReportProps {
  readonly side: 'left' | 'right';
  readonly source: string;
  /** What the other side shows: nobody compares a report with itself. */
  readonly other: string;
  readonly onChoose: (source: string) => void;
}

/** One side of a comparison: which report it is, or where to take one from. */
export function ChooseReport({ side, source, other, onChoose }: ChooseReportProps) {
  const { t } = useCatalogue();
  const { data: report, isFetching, isError } = useComparedReport(source);
  const id = useId();
  return (
    <Card className="min-w-0">
      <section aria-labelledby={id} className="grid gap-3.5">
        <h2 id={id} className="text-lg font-semibold">
          {t(`compare.${side}`)}
        </h2>
        {report !== undefined && source !== '' ? (
          <Chosen report={report} onChange={() => onChoose('')} />
        ) : isFetching ? (
          <p role="status" className="text-mute">
            {t('compare.loading')}
          </p>
        ) : (
          <>
            <div role="alert" className="empty:hidden">
              {isError && <Notice tone="warning">{t('compare.not-there')}</Notice>}
            </div>
            <EndedChecks other={other} onChoose={onChoose} />
            <FromFile onChoose={onChoose} />
            <FromLink onChoose={onChoose} />
          </>
        )}
      </section>
    </Card>
  );
}

function Chosen({ report, onChange }: { readonly report: Report; readonly onChange: () => void }) {
  const { t } = useCatalogue();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2.5">
      <div className="min-w-0">
        <p className="font-semibold">{t(`outcomes.${report.outcome ?? 'interrupted'}`)}</p>
        <Account report={report} />
      </div>
      <Button size="small" onClick={onChange}>
        {t('compare.choose-another')}
      </Button>
    </div>
  );
}

function Account({ report: { settings, startedAt } }: { readonly report: Report }) {
  const { formatDateTime } = useCatalogue();
  return (
    <p translate="no" className="text-md text-mute">
      {[formatDateTime(startedAt), settings?.email].filter((part) => part !== undefined).join(' · ')}
    </p>
  );
}

type Choose = Pick<ChooseReportProps, 'onChoose'>;

function EndedChecks({ other, onChoose }: Choose & Pick<ChooseReportProps, 'other'>) {
  const { t, formatTime } = useCatalogue();
  const checks = useEndedChecks().filter(({ id }) => checkSource(id) !== other);
  if (checks.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1.5 text-md font-semibold">{t('compare.checks')}</h3>
      <ul className="grid gap-1.5">
        {checks.map((report) => (
          <li key={report.id}>
            <button
              type="button"
              onClick={() => onChoose(checkSource(report.id))}
              className="w-full rounded-lg border border-line px-3.5 py-2 text-left transition-colors hover:border-brand"
            >
              <span className="block text-md font-semibold">{t(`outcomes.${report.outcome ?? 'interrupted'}`)}</span>
              <span translate="no" className="block text-md text-mute">
                {[formatTime(new Date(report.startedAt)), report.settings?.email ?? ''].join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function FromFile({ onChoose }: Choose) {
  const { t } = useCatalogue();
  const open = useReadFile(onChoose);
  const id = useId();
  return (
    <div className="grid gap-2.5">
      <label
        htmlFor={id}
        className="inline-flex min-h-9 w-fit cursor-pointer items-center rounded-lg border border-edge bg-card px-3.5 py-1.5 text-md font-semibold focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-brand hover:bg-soft"
      >
        {t('compare.file')}
        <ReportFileInput id={id} onChoose={open.mutate} />
      </label>
      <div role="alert" className="empty:hidden">
        {open.isError && <Notice tone="warning">{t(`report.not-opened.${open.error.reason}`)}</Notice>}
      </div>
    </div>
  );
}

function FromLink({ onChoose }: Choose) {
  const { t } = useCatalogue();
  const [link, setLink] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const id = useId();
  const error = isWrong ? t('compare.not-a-link') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const source = sourceOfLink(link);
    setIsWrong(source === undefined);
    if (source !== undefined) onChoose(source);
  };
  return (
    <form noValidate onSubmit={submit}>
      <Field id={id} label={t('compare.link')} error={error}>
        <div className="flex gap-2.5 max-sm:flex-wrap">
          <input
            id={id}
            type="text"
            inputMode="url"
            value={link}
            onChange={(event) => setLink(event.target.value)}
            spellCheck={false}
            autoComplete="off"
            {...describedBy(id, { error })}
            className={inputClasses}
          />
          <Button type="submit" className="shrink-0">
            {t('compare.open-link')}
          </Button>
        </div>
      </Field>
    </form>
  );
}
