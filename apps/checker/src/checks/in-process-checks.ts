import { hash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type CheckRequest, type ConnectionSettings, emptyProgress, type Report } from '@inbox-connect/core';
import type { StopReason } from '@inbox-connect/engine';
import type { CheckLimits } from '../limits/check-limits.ts';
import { CheckRecord } from './check-record.ts';
import type { CancelResult, Checks, FollowResult, StartOptions, StartResult } from './checks.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';
import { planLine } from './plan-line.ts';
import { type EngineParts, tellCheck } from './tell-check.ts';

export interface InProcessChecksOptions extends EngineParts {
  /** None: everybody may start as many checks as there is room for. */
  readonly limits?: CheckLimits | undefined;
  /** Checks that run at the same time. */
  readonly concurrency: number;
  /** Checks that may wait; one more is refused. */
  readonly waitingLimit?: number;
  /** Milliseconds that an ended check is remembered. */
  readonly keepMs?: number;
  /** Characters of ended checks that are remembered in all; the oldest go first. */
  readonly keepCharacters?: number;
  /** Milliseconds that running checks get to end by themselves when the service stops. */
  readonly graceMs?: number;
}

/** Of all places, what is for clients that have no check running, where clients have limits. */
const reservedShare = 0.25;

/** Checks that run, wait and are remembered in this process. */
export class InProcessChecks implements Checks {
  readonly #options: Required<Omit<InProcessChecksOptions, 'limits'>> & Pick<InProcessChecksOptions, 'limits'>;
  readonly #known = new Map<string, CheckRecord>();
  readonly #running = new Map<CheckRecord, Promise<void>>();
  readonly #keys = new IdempotencyKeys();
  #waiting: CheckRecord[] = [];
  /** In this turn of the event loop. */
  #hasLaunched = false;
  /** In the order of their ends. */
  readonly #ended = new Map<string, CheckRecord>();
  #endedCharacters = 0;
  #closing = false;

  constructor(options: InProcessChecksOptions) {
    this.#options = { waitingLimit: 200, keepMs: 15 * 60_000, keepCharacters: 200_000_000, graceMs: 5_000, ...options };
  }

  async accepts(): Promise<boolean> {
    return this.#hasRoom;
  }

  get #hasRoom(): boolean {
    return !this.#closing && this.#waiting.length < this.#options.waitingLimit;
  }

  async counts(): Promise<{ readonly running: number; readonly waiting: number }> {
    return { running: this.#running.size, waiting: this.#waiting.length };
  }

  async start(request: CheckRequest, { client, idempotencyKey, proof }: StartOptions): Promise<StartResult> {
    const answer = this.#answerWithoutStart(request, idempotencyKey);
    if (answer !== undefined) return answer;
    const refusal = await this.#admit(client, request, proof);
    if (refusal !== undefined) return refusal;
    // Another request with the same key may have come first meanwhile.
    const meanwhile = this.#answerWithoutStart(request, idempotencyKey);
    if (meanwhile !== undefined) {
      await this.#settle(client, request, emptyProgress.report);
      return meanwhile;
    }
    const record = new CheckRecord(randomBytes(18).toString('base64url'), client, request);
    this.#known.set(digestOf(record.id), record);
    if (idempotencyKey !== undefined) this.#keys.remember(idempotencyKey, request, record.id);
    this.#waiting.push(record);
    this.#advance();
    return { type: 'accepted', id: record.id };
  }

  /** What a request gets that starts no check of its own: it came before, or there is no room. */
  #answerWithoutStart(request: CheckRequest, idempotencyKey: string | undefined): StartResult | undefined {
    const known = idempotencyKey === undefined ? undefined : this.#keys.find(idempotencyKey, request);
    if (known === 'mismatch') return { type: 'key-reused' };
    if (known !== undefined) return { type: 'accepted', id: known.id };
    return this.#hasRoom ? undefined : { type: 'busy', retryAfterSeconds: 10 };
  }

  async follow(id: string, after: number, signal: AbortSignal): Promise<FollowResult> {
    const journal = this.#known.get(digestOf(id))?.journal;
    if (journal === undefined) return { type: 'unknown' };
    if (after > journal.lastId) return { type: 'future-id' };
    return journal.ended && after === journal.lastId ? { type: 'complete' } : { type: 'events', events: journal.read(after, signal) };
  }

  async report(id: string): Promise<Report | undefined> {
    return this.#known.get(digestOf(id))?.report;
  }

  async cancel(id: string): Promise<CancelResult> {
    const record = this.#known.get(digestOf(id));
    if (record === undefined) return 'unknown';
    if (!record.isDecided) {
      this.#stop(record, 'cancelled');
      return 'cancelling';
    }
    // Its result is being told: it ends as it would have, and is gone then.
    await this.#running.get(record);
    this.#forget(id);
    return 'removed';
  }

  async close(): Promise<void> {
    this.#closing = true;
    for (const record of [...this.#waiting]) this.#stop(record, 'interrupted');
    const finished = Promise.all(this.#running.values());
    await Promise.race([finished, wait(this.#options.graceMs, undefined, { ref: false })]);
    for (const record of this.#running.keys()) this.#stop(record, 'interrupted');
    await finished;
  }

  /** A check that waits is run all the same, stopped before it starts: so every check tells the same story from plan to end. */
  #stop(record: CheckRecord, reason: StopReason): void {
    record.stop(reason);
    if (!this.#waiting.includes(record)) return;
    this.#waiting = this.#waiting.filter((other) => other !== record);
    this.#launch(record);
    this.#advance();
  }

  /**
   * Lets who is next run while there is room, one in each turn of the event loop: those that run already get theirs in
   * between. Tells the others their place.
   */
  #advance(): void {
    const { concurrency, limits } = this.#options;
    const reserve = limits === undefined ? 0 : Math.floor(concurrency * reservedShare);
    const { next, waiting } = planLine(this.#waiting, this.#running.keys(), { places: concurrency, reserve });
    const [first] = next;
    if (first !== undefined) {
      if (this.#hasLaunched) return;
      this.#hasLaunched = true;
      setImmediate(() => {
        this.#hasLaunched = false;
        this.#advance();
      });
      this.#waiting.splice(this.#waiting.indexOf(first), 1);
      this.#launch(first);
    }
    for (const [index, record] of waiting.entries()) record.tellPosition(index + 1);
  }

  #launch(record: CheckRecord): void {
    const done = this.#run(record).finally(() => {
      this.#running.delete(record);
      this.#advance();
    });
    this.#running.set(record, done);
  }

  async #run(record: CheckRecord): Promise<void> {
    for await (const event of tellCheck(record, record.takeCredentials(), this.#options)) record.append(event);
    const { report: ended } = record;
    record.end();
    this.#keep(record);
    await this.#settle(record.client, record.settings, ended);
  }

  /** Limits that cannot be counted let nobody in. */
  async #admit(client: string, { password: _password, ...settings }: CheckRequest, proof: string | undefined): Promise<StartResult | undefined> {
    try {
      const refusal = await this.#options.limits?.admit(client, settings, proof);
      return refusal && { type: 'limited', ...refusal };
    } catch (error) {
      this.#options.onInternalError('limits', String(error));
      return { type: 'busy', retryAfterSeconds: 10 };
    }
  }

  async #settle(client: string, settings: ConnectionSettings, report: Report): Promise<void> {
    try {
      await this.#options.limits?.settle(client, settings, report);
    } catch (error) {
      this.#options.onInternalError('limits', String(error));
    }
  }

  #keep(record: CheckRecord): void {
    const { id, journal } = record;
    this.#ended.set(id, record);
    this.#endedCharacters += journal.size;
    for (const oldest of this.#ended.keys()) {
      if (this.#endedCharacters <= this.#options.keepCharacters || oldest === id) break;
      this.#forget(oldest);
    }
    setTimeout(() => {
      this.#forget(id);
      this.#keys.forget(id);
    }, this.#options.keepMs).unref();
  }

  /** Its key is kept a while longer, so that a request that is sent again starts nothing. */
  #forget(id: string): void {
    this.#known.delete(digestOf(id));
    this.#endedCharacters -= this.#ended.get(id)?.journal.size ?? 0;
    this.#ended.delete(id);
  }
}

/** Whoever knows the id of a check may read it. It is looked up by its digest, so that no comparison takes longer the nearer a guess comes. */
function digestOf(id: string): string {
  return hash('sha256', id);
}
