import { type Problem, type Report, reproduce } from '@inbox-connect/core';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useConfig } from '../../../lib/config.ts';

/** Commands with which those who run the server see the failure without us. */
export function Reproduce({ problem, report }: { readonly problem: Problem; readonly report: Report }) {
  const { t } = useCatalogue();
  const recipient = useConfig()?.bccAddress ?? undefined;
  const commands = report.settings === null ? [] : reproduce(problem, report.settings, recipient === undefined ? {} : { recipient });
  if (commands.length === 0) return null;
  const text = commands.map(({ command }) => command).join('\n');
  return (
    <Disclosure summary={t('note.reproduce.heading')}>
      <div className="grid gap-2.5">
        <p className="text-md">{t('note.reproduce.lede')}</p>
        {commands.some(({ asksForPassword }) => asksForPassword) && <p className="text-md">{t('note.reproduce.password')}</p>}
        <div className="grid gap-2 rounded-lg border border-line bg-card px-3.5 py-2.5">
          {commands.map(({ tool, command }) => (
            <pre key={tool} className="font-mono text-sm whitespace-pre-wrap">
              {command}
            </pre>
          ))}
        </div>
        <div className="print:hidden">
          <CopyButton text={text} label={t('note.reproduce.copy')} />
        </div>
      </div>
    </Disclosure>
  );
}
