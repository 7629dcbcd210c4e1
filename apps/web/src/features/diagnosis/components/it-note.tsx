import { describeForIt } from '@inbox-connect/catalogue';
import type { Problem, Report } from '@inbox-connect/core';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useConfig } from '../../../lib/config.ts';
import { Reproduce } from './reproduce.tsx';

/** A ready message for those who run the mail server: to copy at once, or to read first. */
export function ItNote({ problem, report }: { readonly problem: Problem; readonly report: Report }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const egressAddresses = useConfig()?.egressAddresses ?? [];
  const { settings, startedAt } = report;
  if (settings === null) return null;
  const text = describeForIt(catalogue, { problem, settings, config: { egressAddresses }, now: new Date(startedAt) });
  return (
    <div className="mt-5 grid gap-3 rounded-xl border border-line bg-soft px-4 py-3.5">
      <div className="flex items-center justify-between gap-x-4 gap-y-2.5 max-sm:flex-wrap sm:*:last:shrink-0">
        <p className="min-w-0 text-md">{t('result.it-note.lede')}</p>
        <CopyButton text={text} label={t('result.it-note.copy')} />
      </div>
      <Disclosure summary={t('result.it-note.read')}>
        <pre className="rounded-lg border border-line bg-card px-3.5 py-2.5 font-mono text-sm whitespace-pre-wrap">{text}</pre>
      </Disclosure>
      <Reproduce problem={problem} report={report} />
    </div>
  );
}
