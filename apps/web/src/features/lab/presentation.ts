import { useSyncExternalStore } from 'react';
import { keepDemoShortcuts, keepDemoSpeed, readDemoShortcuts, readDemoSpeed } from '../../lib/demo.ts';

/** What a presenter has chosen, and whether the tour goes on: the same on every page of the demo. */
export interface Presentation {
  readonly speed: ReturnType<typeof readDemoSpeed>;
  readonly hasShortcuts: boolean;
  readonly isTouring: boolean;
  readonly isHelpOpen: boolean;
}

let current: Presentation = { speed: readDemoSpeed(), hasShortcuts: readDemoShortcuts(), isTouring: false, isHelpOpen: false };
const listeners = new Set<() => void>();

export function usePresentation(): Presentation {
  return useSyncExternalStore(subscribe, () => current);
}

/** Changes some of it; speed and shortcuts are kept for the next visit. */
export function present(changes: Partial<Presentation>): void {
  current = { ...current, ...changes };
  keepDemoSpeed(current.speed);
  keepDemoShortcuts(current.hasShortcuts);
  for (const notify of listeners) notify();
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}
