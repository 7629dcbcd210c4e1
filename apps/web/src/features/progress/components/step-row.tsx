import { describeStage, quotesServer } from '@inbox-connect/catalogue';
import type { Stage, Step } from '@inbox-connect/core';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import type { StageView, StepView } from '../step-view.ts';
import { StageRow } from './stage-row.tsx';
import { StateIcon, stateClasses } from './state-icon.tsx';

interface StepRowProps {
  readonly view: StepView;
  /** Shown while the step has nothing of its own to tell. */
  readonly note?: string | undefined;
}

/** One of the five steps. Its stages are open to see while it runs and when it failed; the rest is one line, so that what runs stays in sight. */
export function StepRow({ view, note }: StepRowProps) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const { state, stages } = view;
  const isOpen = chosen ?? (state === 'running' || state === 'failed');
  if (stages.length === 0) {
    return (
      <li className={line}>
        <StepLine view={view} fact={note} />
      </li>
    );
  }
  return (
    <li data-state={state} className={line}>
      <details open={isOpen}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is the button of its details; React has to know what it was pressed for. */}
        <summary
          onClick={(event) => {
            event.preventDefault();
            setChosen(!isOpen);
          }}
          className="-mx-1.5 rounded-lg px-1.5 hover:bg-soft"
        >
          <StepLine view={view} fact={isOpen ? undefined : note} isOpen={isOpen} />
        </summary>
        <ol className="mt-0.5 mb-1">
          {stages.map((stage) => (
            <StageRow key={stage.stage} view={stage} />
          ))}
        </ol>
      </details>
    </li>
  );
}

/** Leads from one step to the next. */
const line =
  'relative not-last:before:absolute not-last:before:top-8 not-last:before:-bottom-0.5 not-last:before:left-[11px] not-last:before:w-0.5 not-last:before:bg-line';

function StepLine({ view, fact, isOpen }: { readonly view: StepView; readonly fact: string | undefined; readonly isOpen?: boolean }) {
  const catalogue = useCatalogue();
  const { t, formatDuration } = catalogue;
  const { step, state, stages, durationMs } = view;
  const isOver = state === 'passed' || state === 'failed' || state === 'warned';
  const told = isOpen === false ? tellingStage(view) : undefined;
  const shown = told === undefined ? fact : describeStage(catalogue, told);
  return (
    <div className={classes('grid grid-cols-[1.5rem_minmax(0,1fr)_auto] items-start gap-x-2.5 py-1 text-md', !isOver && state !== 'running' && 'text-mute')}>
      <StateIcon state={state}>{step}</StateIcon>
      <span className={classes('pt-px', stateClasses(state))}>
        {t(`steps.${step}`)}
        {isOver && <span className="sr-only"> ({t(`verdicts.${state === 'passed' ? 'passed' : 'failed'}`)})</span>}
      </span>
      <span className="flex items-center gap-1 pt-0.5 font-mono text-xs text-mute tabular-nums">
        {isOver && formatDuration(durationMs)}
        {stages.length > 0 && <ChevronRight aria-hidden className={classes('size-3.5 transition-transform', isOpen && 'rotate-90')} />}
      </span>
      {shown !== undefined && shown !== '' && (
        <span translate={told !== undefined && quotesServer(told) ? 'no' : undefined} className="col-span-2 col-start-2 line-clamp-2 text-sm text-mute">
          {shown}
        </span>
      )}
    </div>
  );
}

/** The stage that speaks for a step that is folded: the one that ended it badly, or the one that says most. */
function tellingStage({ step, stages, state }: StepView): StageView | undefined {
  if (state === 'waiting' || state === 'running') return undefined;
  const bad = stages.find((stage) => stage.state === 'failed' || stage.state === 'warned');
  return bad ?? stages.find(({ stage }) => stage === tellingStages[step]) ?? stages[0];
}

const tellingStages: Readonly<Record<Step, Stage>> = { 1: 'secure', 2: 'select', 3: 'secure', 4: 'authenticate', 5: 'arrive' };
