import { type CheckEvent, type CheckProgress, checkEventSchema, emptyProgress, reduceCheck } from '@inbox-connect/core';
import type { JournalEntry } from '../checks/journal.ts';

/** A check as far as it was told. */
export interface Story {
  readonly progress: CheckProgress;
  /** The number of the last event. */
  readonly last: number;
  /** Milliseconds that the check had waited in line; undefined while it does. */
  readonly startedAfter: number | undefined;
}

/** Folds what stands in the journal. */
export function retell(entries: readonly JournalEntry[]): Story {
  const empty: Story = { progress: emptyProgress, last: 0, startedAfter: undefined };
  return entries.reduce((story, { data }) => tellOn(story, checkEventSchema.parse(JSON.parse(data))), empty);
}

export function tellOn({ progress, last, startedAfter }: Story, event: CheckEvent): Story {
  return { progress: reduceCheck(progress, event), last: last + 1, startedAfter: event.type === 'check-start' ? event.at : startedAfter };
}
