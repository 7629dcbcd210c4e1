import { setTimeout as wait } from 'node:timers/promises';
import { type CheckEvent, signInName } from '@inbox-connect/core';
import { Worker } from 'bullmq';
import { endStopped } from '../checks/end-stopped.ts';
import { type EngineParts, tellCheck } from '../checks/tell-check.ts';
import type { CheckLimits } from '../limits/check-limits.ts';
import { type CheckJob, queueName, workerOptions } from './check-queue.ts';
import { CheckStore, stopChannel } from './check-store.ts';
import { ClaimedCheck, HandedOver, Superseded } from './claimed-check.ts';
import type { QueueConnection } from './connect.ts';
import { tellTheRest } from './tell-the-rest.ts';
import type { WorkerKeys } from './worker-keys.ts';

export interface CheckWorkerOptions extends EngineParts {
  readonly connection: QueueConnection;
  readonly keys: WorkerKeys;
  readonly limits?: CheckLimits | undefined;
  /** Checks that run at the same time. */
  readonly concurrency: number;
  /** Milliseconds that an ended check is remembered. */
  readonly keepMs?: number;
  /** Milliseconds that running checks get to end by themselves when the worker stops. */
  readonly graceMs?: number;
}

/** Takes checks from the queue and runs them. */
export interface CheckWorker {
  /** Takes no more. What runs ends by itself or, after a moment, goes to another worker, or is told `interrupted` where that would repeat a sign-in. */
  close(): Promise<void>;
}

/** A key is announced so often, and believed in for so long. */
const announcing = { everyMs: 3_000, lifeMs: 10_000 };

export async function startCheckWorker({ keepMs = 15 * 60_000, graceMs = 5_000, ...options }: CheckWorkerOptions): Promise<CheckWorker> {
  const { connection, keys, concurrency, limits, onInternalError } = options;
  const { redis, subscriber } = connection;
  const store = new CheckStore(redis, { waitMs: 0, keepMs });
  const running = new Map<string, ClaimedCheck>();

  async function take(id: string): Promise<void> {
    const claim = await store.claim(id, keys.ids);
    if (claim === undefined) return;
    const check = new ClaimedCheck(store, claim, await store.read(id, 0));
    running.set(id, check);
    try {
      for await (const event of tell(check)) await check.append(event);
      await limits?.settle(claim.client, claim.settings, check.progress.report).catch((error: unknown) => onInternalError('limits', String(error)));
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
    } finally {
      running.delete(id);
    }
  }

  /** Nobody signs in a second time: where somebody may have, the check ends; else it goes on. */
  function tell(check: ClaimedCheck): AsyncIterable<CheckEvent> | Iterable<CheckEvent> {
    const { id, claim, settings, startedAfter } = check;
    const password = claim.signedIn ? undefined : keys.open(claim.sealed, { checkId: id, expiresAt: claim.expiresAt });
    if (claim.stop !== undefined || password === undefined) return endStopped(check, claim.stop ?? 'interrupted', claim.mayBeSent);
    const events = tellCheck(check, { username: signInName(settings), password }, options);
    return startedAfter === undefined ? events : tellTheRest(check, events);
  }

  subscriber.on('message', (channel, id) => {
    if (channel === stopChannel) running.get(id)?.stop('cancelled');
  });
  subscriber.on('ready', () => void subscriber.subscribe(stopChannel).catch(() => {}));
  await subscriber.subscribe(stopChannel);
  const announce = () => store.announceKey(keys.publicKey, announcing.lifeMs);
  await announce();
  const announcements = setInterval(() => void announce().catch(() => {}), announcing.everyMs);
  const worker = new Worker<CheckJob>(queueName, ({ data }) => take(data.id), { connection: redis, concurrency, ...workerOptions });
  worker.on('failed', (job, error) => {
    if (!(error instanceof HandedOver)) onInternalError(job?.id ?? '', error.message);
  });
  // Its worker died. To tell an end takes no place among those that run, and should not wait for one.
  worker.on('stalled', (id) => {
    const end = async () => ((await store.hasSignedIn(id)) ? take(id) : undefined);
    void end().catch((error: unknown) => onInternalError(id, String(error)));
  });
  // A connection that is lost comes back; until then nothing can be done.
  worker.on('error', () => {});

  return {
    async close() {
      clearInterval(announcements);
      if (!keys.isShared) await store.withdrawKey(keys.publicKey);
      const closed = worker.close();
      await Promise.race([closed, wait(graceMs, undefined, { ref: false })]);
      for (const check of running.values()) check.leave();
      await closed;
    },
  };
}
