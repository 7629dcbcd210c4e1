import { describeObservation } from '@inbox-connect/catalogue';
import type { Observation, Report, Step } from '@inbox-connect/core';
import { useId } from 'react';
import { Card } from '../../../components/card.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import { StateIcon, stateClasses } from '../../progress/components/state-icon.tsx';
import { type StageView, viewSteps } from '../../progress/step-view.ts';

const lanes: readonly { readonly name: 'imap' | 'smtp' | 'proof'; readonly steps: readonly Step[] }[] = [
  { name: 'imap', steps: [1, 2] },
  { name: 'smtp', steps: [3, 4] },
  { name: 'proof', steps: [5] },
];

/** Facts of one stage that are shown; the file has them all. */
const mostFacts = 40;

/** Both lanes with every stage, its time and everything that was seen in it. */
export function Lanes({ report, isAlone }: { readonly report: Report; readonly isAlone: boolean }) {
  const { t } = useCatalogue();
  return (
    <Card>
      <h2 className="mb-4.5 text-lg font-semibold tracking-tight">{t('report.stages')}</h2>
      <StageList report={report} className={classes(isAlone && 'gap-x-8 md:columns-2 print:columns-2')} />
    </Card>
  );
}

export function StageList({ report, className }: { readonly report: Report; readonly className?: string }) {
  const { t } = useCatalogue();
  const id = useId();
  const views = viewSteps({ report, running: [], position: null });
  return (
    <div className={className}>
      {lanes.map(({ name, steps }) => (
        <section key={name} aria-labelledby={`${id}-${name}`} className="break-inside-avoid not-last:mb-4.5">
          <h3 id={`${id}-${name}`} className="mb-2 text-xs font-semibold tracking-wider text-mute uppercase">
            {t(`lanes.${name}`)}
          </h3>
          <ol className="grid gap-2.5">
            {views
              .filter(({ step }) => steps.includes(step))
              .flatMap(({ stages }) => stages)
              .map((stage) => (
                <Stage key={`${stage.service} ${stage.stage}`} view={stage} now={new Date(report.startedAt)} />
              ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Stage({ view, now }: { readonly view: StageView; readonly now: Date }) {
  const catalogue = useCatalogue();
  const { t, formatDuration } = catalogue;
  const { stage, state, reason, durationMs, observations } = view;
  const isOver = state === 'passed' || state === 'failed' || state === 'warned';
  const facts = observations.filter(({ type }) => type !== 'provider-recognised');
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)_auto] gap-x-2.5 text-md">
      <StateIcon state={state} />
      <span className={classes('pt-px', !isOver && 'text-mute', stateClasses(state))}>
        {t(`stages.${stage}.${state === 'passed' ? 'passed' : isOver ? 'failed' : 'name'}`)}
      </span>
      <span className="pt-0.5 font-mono text-xs text-mute tabular-nums">{isOver && formatDuration(durationMs)}</span>
      {reason !== undefined && <span className="col-span-2 col-start-2 text-sm text-mute">{t(`skipReasons.${reason}`)}</span>}
      <ul className="col-span-2 col-start-2 text-sm text-mute empty:hidden">
        {facts.slice(0, mostFacts).map((fact, index) => (
          <li key={index} translate={quotesServer(fact) ? 'no' : undefined}>
            {describeObservation(catalogue, fact, now)}
          </li>
        ))}
        {facts.length > mostFacts && <li>{t('report.more-facts', { count: facts.length - mostFacts })}</li>}
      </ul>
    </li>
  );
}

function quotesServer({ type }: Observation): boolean {
  return type === 'greeting-received' || type === 'server-replied';
}
