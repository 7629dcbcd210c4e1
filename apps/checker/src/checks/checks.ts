import type { CheckRequest, Report } from '@inbox-connect/core';
import type { LimitRefusal } from '../limits/check-limits.ts';
import type { JournalEntry } from './journal.ts';

/** What became of a request for a check; a key that was used before with the same body answers the same check. */
export type StartResult =
  | { readonly type: 'accepted'; readonly id: string }
  | { readonly type: 'key-reused' }
  | { readonly type: 'busy'; readonly retryAfterSeconds: number }
  | ({ readonly type: 'limited' } & LimitRefusal);

/** Who asks for a check, and by which key the request may come again. */
export interface StartOptions {
  /** The address of the client. */
  readonly client: string;
  readonly idempotencyKey?: string | undefined;
  /** The work that it has done for this check. */
  readonly proof?: string | undefined;
}

/** What a follower gets: the events after the last one that it has; `complete` when there will be no more. */
export type FollowResult =
  | { readonly type: 'events'; readonly events: AsyncIterable<JournalEntry> }
  | { readonly type: 'complete' }
  | { readonly type: 'future-id' }
  | { readonly type: 'unknown' };

/** `cancelling` while the check ran or waited; `removed` when it had ended: from then on nobody knows it. */
export type CancelResult = 'cancelling' | 'removed' | 'unknown';

/** The checks of this service. Routes know no more of them than this. */
export interface Checks {
  start(request: CheckRequest, options: StartOptions): Promise<StartResult>;
  /** `after` is 0 for the whole check; losing a follower does not cancel. */
  follow(id: string, after: number, signal: AbortSignal): Promise<FollowResult>;
  report(id: string): Promise<Report | undefined>;
  cancel(id: string): Promise<CancelResult>;
  counts(): Promise<{ readonly running: number; readonly waiting: number }>;
  /** Whether a check that comes now is taken; never again once `close` was called. */
  accepts(): Promise<boolean>;
  /** Takes no more. What nobody else goes on with is told `interrupted`: what waits at once, what runs after a moment. */
  close(): Promise<void>;
}
