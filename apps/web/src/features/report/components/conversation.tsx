import { type Report, redactionToken, type Service, type TranscriptLine } from '@inbox-connect/core';
import { useEffect, useState } from 'react';
import { CopyButton } from '../../../components/copy-button.tsx';
import { inputClasses } from '../../../components/field.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import { type ReportOrigin, reportHref } from '../../../lib/route.ts';

const services: readonly Service[] = ['imap', 'smtp'];

interface ConversationProps {
  readonly report: Report;
  readonly origin: ReportOrigin;
  readonly line: string | undefined;
}

/** What was said on both connections, to be searched through. */
export function Conversation({ report, origin, line }: ConversationProps) {
  const { t } = useCatalogue();
  const [wanted, setWanted] = useState('');
  useEffect(() => {
    if (line !== undefined) document.getElementById(lineId(line))?.scrollIntoView({ block: 'center' });
  }, [line]);
  if (report.transcript.imap.length + report.transcript.smtp.length === 0) return <p className="text-md text-mute">{t('result.no-conversation')}</p>;
  return (
    <div className="grid gap-5">
      <search className="block max-w-sm print:hidden">
        <input
          type="search"
          aria-label={t('report.filter')}
          placeholder={t('report.filter')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          spellCheck={false}
          className={inputClasses}
        />
      </search>
      {services.map((service) => (
        <Connection key={service} service={service} report={report} origin={origin} line={line} wanted={wanted} />
      ))}
    </div>
  );
}

function Connection({ service, report, origin, line, wanted }: ConversationProps & { readonly service: Service; readonly wanted: string }) {
  const { t } = useCatalogue();
  const [isWhole, setIsWhole] = useState(false);
  const lines = report.transcript[service].map((said, index) => ({ ...said, number: index + 1 }));
  const found = lines.filter(({ text }) => text.toLowerCase().includes(wanted.trim().toLowerCase()));
  const linked = Number(line?.startsWith(`${service}-`) ? line.slice(service.length + 1) : 0);
  const shown = isWhole || linked > mostLines ? found : found.slice(0, mostLines);
  const quoted = quotedLines(report, service);
  const start = lines[0]?.at ?? 0;
  return (
    <section aria-labelledby={`conversation-${service}`}>
      <div className="mb-1.5 flex flex-wrap items-center justify-between gap-3">
        <h3 id={`conversation-${service}`} className="text-md font-semibold">
          {t(`result.${service}-conversation`)}
        </h3>
        {lines.length > 0 && (
          <span className="print:hidden">
            <CopyButton text={lines.map(plainLine).join('\n')} label={t('report.copy-conversation')} />
          </span>
        )}
      </div>
      {found.length === 0 && <p className="text-md text-mute">{t(lines.length === 0 ? 'result.no-conversation' : 'report.not-found')}</p>}
      <ol translate="no" className="font-mono text-xs/6">
        {shown.map(({ number, at, from, text }) => {
          const place = `${service}-${number}`;
          const isBad = from === 'server' && quoted.some((quote) => text.endsWith(quote));
          return (
            <li
              key={number}
              id={lineId(place)}
              aria-current={place === line ? 'location' : undefined}
              className={classes(
                'grid grid-cols-[2.5rem_4.5rem_1.5rem_minmax(0,1fr)] rounded-md px-1.5 max-sm:grid-cols-[2rem_3.5rem_1.25rem_minmax(0,1fr)]',
                isBad && 'bg-bad-soft',
                place === line && 'outline-2 outline-brand',
              )}
            >
              <a
                href={reportHref(origin, place)}
                aria-label={t('report.line', { number })}
                className="pr-3 text-right text-mute hover:text-brand-strong hover:underline"
              >
                {number}
              </a>
              <span className="text-mute tabular-nums">+{((at - start) / 1_000).toFixed(3)}</span>
              <span className={classes('font-bold', from === 'client' ? 'text-brand-strong' : 'text-ok')}>
                <span aria-hidden>{from === 'client' ? 'C' : 'S'}</span>
                <span className="sr-only">{t(`result.from-${from}`)}</span>
              </span>
              <span className="whitespace-pre-wrap">
                <WithTokens text={text} />
              </span>
            </li>
          );
        })}
      </ol>
      {shown.length < found.length && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="mt-2 min-h-9 rounded text-md font-semibold text-brand-strong underline-offset-3 hover:underline print:hidden"
        >
          {t('report.more-lines', { count: found.length - shown.length })}
        </button>
      )}
    </section>
  );
}

/** What was taken out is to be seen as such. */
function WithTokens({ text }: { readonly text: string }) {
  return text.split(redactionToken).map((part, index) => (
    <span key={index}>
      {index > 0 && <mark className="rounded bg-warn-soft px-1 text-warn">{redactionToken}</mark>}
      {part}
    </span>
  ));
}

/** Lines of a conversation that are shown at once. */
const mostLines = 400;

function lineId(place: string): string {
  return `line-${place}`;
}

function plainLine({ at, from, text }: TranscriptLine): string {
  return `${(at / 1_000).toFixed(3)} ${from === 'client' ? 'C' : 'S'}: ${text}`;
}

/** The server's own words that a problem rests on. */
function quotedLines({ problems }: Report, service: Service): readonly string[] {
  return problems
    .filter((problem) => problem.service === service)
    .flatMap(({ evidence }) => evidence.flatMap((fact) => (fact.type === 'server-replied' && !fact.ok ? fact.reply.split('\n') : [])))
    .filter((reply) => reply.trim() !== '');
}
