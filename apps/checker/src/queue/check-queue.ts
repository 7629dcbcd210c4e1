import type { JobsOptions, QueueOptions, WorkerOptions } from 'bullmq';

/** The name of the queue and what its keys begin with. */
export const queueName = 'checks';
const prefix = 'inbox';

/** What is in a job: everything else about a check stands in its state. */
export interface CheckJob {
  readonly id: string;
}

export const queueOptions = { prefix, streams: { events: { maxLen: 100 } } } satisfies Omit<QueueOptions, 'connection'>;

/** A worker that dies within a check has the lock for at most so long; another one looks for such checks each second. */
export const workerOptions = {
  prefix,
  lockDuration: 3_000,
  lockRenewTime: 1_000,
  stalledInterval: 1_000,
  // Going on or not is decided by what was told of the check, not by how often it was taken.
  maxStalledCount: Number.MAX_SAFE_INTEGER,
  runRetryDelay: 500,
  drainDelay: 2,
} satisfies Omit<WorkerOptions, 'connection'>;

/** A try that fails is one that could not be told: the next one does. */
export const jobOptions = {
  attempts: 1_000,
  backoff: { type: 'fixed', delay: 500 },
  removeOnComplete: true,
  removeOnFail: true,
} satisfies JobsOptions;
