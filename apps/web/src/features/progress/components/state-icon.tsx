import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../../../lib/classes.ts';
import type { State } from '../step-view.ts';

const looks: Readonly<Record<State, string>> = {
  waiting: 'bg-soft text-mute',
  running: 'spinner bg-card',
  passed: 'bg-ok-soft text-ok',
  failed: 'bg-bad text-on-bad',
  warned: 'bg-warn-soft text-warn',
  skipped: 'bg-soft text-mute',
};

/** How something stands, as a picture; the words stand beside it. */
export function StateIcon({ state, small = false, children }: { readonly state: State; readonly small?: boolean; readonly children?: ReactNode }) {
  return (
    <span
      aria-hidden
      className={classes(
        'relative grid place-items-center rounded-full font-bold',
        state !== 'running' && 'border border-transparent',
        small ? 'size-4 text-[0.625rem]' : 'size-6 text-xs',
        looks[state],
      )}
    >
      {state === 'passed' && <Check className={small ? 'size-2.5' : 'size-3.5'} strokeWidth={3.5} />}
      {state === 'skipped' && <Minus className={small ? 'size-2.5' : 'size-3.5'} strokeWidth={3} />}
      {(state === 'failed' || state === 'warned') && '!'}
      {state === 'waiting' && children}
    </span>
  );
}

/** How the name of something reads beside its picture. */
export function stateClasses(state: State): string | undefined {
  switch (state) {
    case 'running':
      return 'font-semibold';
    case 'failed':
      return 'font-semibold text-bad';
    case 'warned':
      return 'font-semibold text-warn';
    default:
      return undefined;
  }
}
