import { describeStage, quotesServer } from '@inbox-connect/catalogue';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import { useElapsed } from '../clock.ts';
import type { StageView } from '../step-view.ts';
import { LiveTime } from './live-time.tsx';
import { StateIcon, stateClasses } from './state-icon.tsx';

/** A stage: what it does or did, its time, and the fact that says most about it. */
export function StageRow({ view }: { readonly view: StageView }) {
  const catalogue = useCatalogue();
  const { t, formatDuration } = catalogue;
  const { stage, state, since, durationMs } = view;
  const isOver = state === 'passed' || state === 'failed' || state === 'warned';
  const fact = view.waitsForImap ? t('progress.waits-for-imap') : describeStage(catalogue, view);
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)_auto] gap-x-2.5 py-0.75 text-sm/4.5">
      <span className="mt-0.5 justify-self-center">
        <StateIcon state={state} small />
      </span>
      <span className={classes((state === 'waiting' || state === 'skipped') && 'text-mute', stateClasses(state))}>
        {t(`stages.${stage}.${wordFor(state)}`)}
      </span>
      <span className="pt-px font-mono text-xs text-mute tabular-nums">
        {since === null ? isOver && formatDuration(durationMs) : <LiveTime since={since} />}
      </span>
      <span translate={quotesServer(view) ? 'no' : undefined} className="col-span-2 col-start-2 line-clamp-3 text-mute empty:hidden">
        {since === null ? fact : <RunningFact stage={stage} since={since} fact={fact} />}
      </span>
    </li>
  );
}

/** After three seconds people wonder: then we say what is waited for. */
function RunningFact({ stage, since, fact }: { readonly stage: StageView['stage']; readonly since: number; readonly fact: string }) {
  const { t } = useCatalogue();
  return (useElapsed(since) ?? 0) > 3_000 ? t(`stages.${stage}.long`) : fact;
}

function wordFor(state: StageView['state']): 'name' | 'running' | 'passed' | 'failed' {
  switch (state) {
    case 'waiting':
    case 'skipped':
      return 'name';
    case 'warned':
      return 'failed';
    default:
      return state;
  }
}
