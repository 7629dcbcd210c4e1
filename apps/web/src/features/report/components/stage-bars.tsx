import type { Report, Service, StageRecord } from '@inbox-connect/core';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';

const services: readonly Service[] = ['imap', 'smtp'];

/** Where the time went: the working time of every stage that ran, one after the other in its lane. */
export function StageBars({ report }: { readonly report: Report }) {
  const { t, formatDuration } = useCatalogue();
  const bars = services.flatMap((service) => barsOf(report.stages.filter((stage) => stage.service === service)));
  const longest = Math.max(1, ...bars.map(({ start, stage }) => start + stage.durationMs));
  if (bars.length === 0) return null;
  return (
    <ol aria-label={t('report.times')} className="mt-5 grid gap-1.5 text-sm">
      {bars.map(({ stage: { service, stage, verdict, durationMs }, start }) => {
        const isBad = verdict === 'failed';
        return (
          <li
            key={`${service} ${stage}`}
            className="grid grid-cols-[minmax(0,14rem)_minmax(0,1fr)_4.5rem] items-center gap-x-3 max-sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_3.75rem]"
          >
            <span className={classes(isBad && 'font-semibold text-bad')}>
              {t('report.stage', { service: t(`services.${service}`), stage: t(`stages.${stage}.name`) })}
              {isBad && <span className="sr-only"> ({t('verdicts.failed')})</span>}
            </span>
            <span aria-hidden className="h-3.5">
              <span
                style={{ marginLeft: `${(start / longest) * 100}%`, width: `max(3px, ${(durationMs / longest) * 100}%)` }}
                className={classes('block h-full rounded print:border', isBad ? 'bg-bad' : service === 'imap' ? 'bg-brand' : 'bg-ok')}
              />
            </span>
            <span className="text-right font-mono text-xs text-mute tabular-nums">{formatDuration(durationMs)}</span>
          </li>
        );
      })}
    </ol>
  );
}

interface Bar {
  readonly stage: StageRecord;
  readonly start: number;
}

function barsOf(stages: readonly StageRecord[]): readonly Bar[] {
  let start = 0;
  return stages
    .filter(({ verdict }) => verdict === 'passed' || verdict === 'failed')
    .map((stage) => {
      const bar = { stage, start };
      start += stage.durationMs;
      return bar;
    });
}
