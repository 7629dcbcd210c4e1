import { createHmac, hash, randomBytes } from 'node:crypto';
import { type CheckRequest, emptyProgress, type Report } from '@inbox-connect/core';
import { Queue } from 'bullmq';
import type { CancelResult, Checks, FollowResult, StartOptions, StartResult } from '../checks/checks.ts';
import { endStopped } from '../checks/end-stopped.ts';
import type { JournalEntry } from '../checks/journal.ts';
import { HttpProblem } from '../http/problem.ts';
import type { CheckLimits } from '../limits/check-limits.ts';
import { type CheckJob, jobOptions, queueName, queueOptions } from './check-queue.ts';
import { CheckStore, toldChannel } from './check-store.ts';
import { ClaimedCheck } from './claimed-check.ts';
import type { QueueConnection } from './connect.ts';
import { retell } from './retell.ts';
import { keyIdOf, sealPassword } from './seal.ts';
import { Wakeups } from './wakeups.ts';

export interface QueuedChecksOptions {
  readonly connection: QueueConnection;
  readonly onInternalError: (reference: string, text: string) => void;
  readonly limits?: CheckLimits | undefined;
  /** Checks that may wait; one more is refused. */
  readonly waitingLimit?: number;
  /** Milliseconds that an ended check is remembered. */
  readonly keepMs?: number;
  /** Milliseconds that a check may wait in line: its password is gone then. */
  readonly waitMs?: number;
}

/** Milliseconds between two looks at a check of which nothing is heard. */
const looks = { first: 250, waiting: 1_000, running: 5_000, away: 500 };
const retryAfterSeconds = 10;

/** Checks that wait and are remembered in Redis; workers run them. This process dials no mail server and can read no password back. */
export class QueuedChecks implements Checks {
  readonly #options: Required<Omit<QueuedChecksOptions, 'limits'>> & Pick<QueuedChecksOptions, 'limits'>;
  readonly #store: CheckStore;
  readonly #queue: Queue<CheckJob>;
  readonly #wakeups: Wakeups;
  readonly #closing = new AbortController();

  constructor(options: QueuedChecksOptions) {
    this.#options = { waitingLimit: 2_000, keepMs: 15 * 60_000, waitMs: 10 * 60_000, ...options };
    const { redis, subscriber } = options.connection;
    this.#store = new CheckStore(redis, this.#options);
    this.#queue = new Queue(queueName, { connection: redis, ...queueOptions });
    // What it cannot do is told by what it was asked to do.
    this.#queue.on('error', () => {});
    this.#wakeups = new Wakeups(subscriber);
  }

  async accepts(): Promise<boolean> {
    if (this.#closing.signal.aborted) return false;
    try {
      const [keys, waiting] = await Promise.all([this.#store.workerKeys(), this.#store.countWaiting()]);
      return keys.length > 0 && waiting < this.#options.waitingLimit;
    } catch {
      return false;
    }
  }

  async counts(): Promise<{ readonly running: number; readonly waiting: number }> {
    const [running, waiting] = await orUnavailable(() => Promise.all([this.#queue.getActiveCount(), this.#store.countWaiting()]));
    return { running, waiting };
  }

  async start(request: CheckRequest, options: StartOptions): Promise<StartResult> {
    if (this.#closing.signal.aborted) return { type: 'busy', retryAfterSeconds };
    try {
      return await this.#start(request, options);
    } catch (error) {
      // Without Redis nothing is counted and nothing can be kept.
      this.#options.onInternalError('redis', String(error));
      return { type: 'busy', retryAfterSeconds };
    }
  }

  async #start(request: CheckRequest, { client, idempotencyKey, proof }: StartOptions): Promise<StartResult> {
    const { password, ...settings } = request;
    const { limits, waitingLimit, waitMs } = this.#options;
    const id = randomBytes(18).toString('base64url');
    const idempotency = idempotencyKey === undefined ? undefined : rememberRequest(id, idempotencyKey, request);
    const known = idempotency && (await this.#store.known(idempotency.key));
    if (idempotency && known !== undefined) return this.#answerAgain(known, idempotency.remembers);

    const keys = await this.#store.workerKeys();
    if (keys.length === 0) return { type: 'busy', retryAfterSeconds };
    const refusal = await limits?.admit(client, settings, proof);
    if (refusal !== undefined) return { type: 'limited', ...refusal };
    const expiresAt = Date.now() + waitMs;
    const sealed = Object.fromEntries(keys.map((key) => [keyIdOf(key), sealPassword(password, key, { checkId: id, expiresAt })]));
    try {
      const created = await this.#store.create({ id, settings, client, sealed, expiresAt, idempotency }, waitingLimit);
      if (created === 'created') {
        await this.#enqueue(id);
        return { type: 'accepted', id };
      }
      await limits?.settle(client, settings, emptyProgress.report);
      return idempotency === undefined || created === 'busy' ? { type: 'busy', retryAfterSeconds } : this.#answerAgain(created, idempotency.remembers);
    } catch (error) {
      // Redis may have done what it did not answer: nobody was told of this check.
      void this.#store.remove(id, idempotency?.key).catch(() => {});
      throw error;
    }
  }

  /** Whoever took the first request may have died before the check was in the queue; what is there already stays as it is. */
  async #answerAgain(known: string, remembers: string): Promise<StartResult> {
    const [[id = '', digest], [, own]] = [known.split(' '), remembers.split(' ')];
    if (digest !== own) return { type: 'key-reused' };
    await this.#enqueue(id);
    return { type: 'accepted', id };
  }

  async #enqueue(id: string): Promise<void> {
    await this.#queue.add('check', { id }, { ...jobOptions, jobId: id });
  }

  async follow(id: string, after: number, signal: AbortSignal): Promise<FollowResult> {
    const check = await orUnavailable(() => this.#store.find(id));
    if (check === undefined) return { type: 'unknown' };
    if (after > check.last) return { type: 'future-id' };
    if (check.ended && after === check.last) return { type: 'complete' };
    return { type: 'events', events: this.#read(id, after, AbortSignal.any([signal, this.#closing.signal])) };
  }

  async *#read(id: string, after: number, signal: AbortSignal): AsyncGenerator<JournalEntry> {
    using watch = await this.#wakeups.watch(toldChannel(id));
    let last = after;
    let patience = looks.first;
    while (!signal.aborted) {
      try {
        const entries = await this.#store.read(id, last);
        for (const entry of entries) {
          yield entry;
          last = entry.id;
          if (entry.type === 'check-end') return;
        }
        if (entries.length > 0) continue;
        await watch.next(patience, signal);
        const state = await this.#store.tellPosition(id);
        if (state === 'gone') return;
        patience = looks[state === 'waiting' ? 'waiting' : 'running'];
      } catch {
        await watch.next(looks.away, signal);
      }
    }
  }

  async report(id: string): Promise<Report | undefined> {
    return orUnavailable(async () => {
      const check = await this.#store.find(id);
      if (check === undefined) return undefined;
      const { progress, startedAfter } = retell(await this.#store.read(id, 0));
      if (progress.report.outcome !== null) return progress.report;
      const elapsed = Math.max(0, Date.now() - check.acceptedAt);
      return { ...progress.report, id, settings: check.settings, durationMs: Math.max(0, elapsed - (startedAfter ?? elapsed)) };
    });
  }

  cancel(id: string): Promise<CancelResult> {
    return orUnavailable(() => this.#cancel(id));
  }

  async #cancel(id: string): Promise<CancelResult> {
    const state = await this.#store.stop(id, 'cancelled');
    switch (state) {
      case 'unknown':
        return 'unknown';
      case 'running':
        return 'cancelling';
      case 'waiting':
        await this.#endWaiting(id);
        return 'cancelling';
      case 'decided':
        // Its result is being told: it ends as it would have, and is gone then.
        for await (const _ of this.#read(id, 0, this.#closing.signal));
        break;
      case 'ended':
    }
    await this.#store.remove(id);
    return 'removed';
  }

  /** Nobody goes on with what waits here: it is told by any other web node, and run by the workers. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#queue.close();
  }

  /** A check in line has nobody who could tell its end. */
  async #endWaiting(id: string): Promise<void> {
    const claim = await this.#store.claim(id);
    if (claim === undefined) return;
    const check = new ClaimedCheck(this.#store, claim, await this.#store.read(id, 0));
    for (const event of endStopped(check, 'cancelled', false)) await check.append(event);
    await this.#options.limits?.settle(claim.client, claim.settings, check.progress.report);
    await this.#queue.remove(id).catch(() => {});
  }
}

/** What an `Idempotency-Key` is kept as. The body holds a password: its digest is keyed with the key itself, of which only a digest is kept. */
function rememberRequest(id: string, key: string, request: CheckRequest): { readonly key: string; readonly remembers: string } {
  const digest = createHmac('sha256', key).update(JSON.stringify(request)).digest('base64url');
  return { key: hash('sha256', key, 'base64url'), remembers: `${id} ${digest}` };
}

/** Without Redis nobody knows anything about a check, not even that there is none. */
async function orUnavailable<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch {
    throw new HttpProblem(503, { headers: { 'Retry-After': String(retryAfterSeconds) } });
  }
}
