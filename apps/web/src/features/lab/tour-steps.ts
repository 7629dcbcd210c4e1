import type { CheckProgress, LabEntry } from '@inbox-connect/core';
import type { Route } from '../../lib/route.ts';

/** Five stories in about ninety seconds. */
export const tourStories = ['healthy', 'app-password-required', 'smtp-port-closed', 'certificate-wrong-name', 'two-faults'] as const;

/** Where the tour stands in its story: the form is filled, the check runs, or its result is there. */
export type TourPhase = 'before' | 'running' | 'after';

/** How long the words of a phase stay, when nobody goes on sooner; a check takes as long as it takes. */
export const phaseMs: Readonly<Record<TourPhase, number | undefined>> = { before: 6_000, running: undefined, after: 11_000 };

/** The page tells where the tour stands, so that it may also be gone on with there. */
export function phaseOf(route: Route, progress: CheckProgress | undefined): TourPhase {
  if (route.page !== 'check') return 'before';
  return progress === undefined || progress.report.outcome === null ? 'running' : 'after';
}

export function entryOf(stories: readonly LabEntry[], index: number): LabEntry | undefined {
  return stories.find(({ name }) => name === tourStories[index]);
}
