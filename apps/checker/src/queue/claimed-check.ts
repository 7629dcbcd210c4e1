import type { CheckEvent, CheckProgress, ConnectionSettings } from '@inbox-connect/core';
import type { StopReason } from '@inbox-connect/engine';
import type { JournalEntry } from '../checks/journal.ts';
import type { RunningCheck } from '../checks/tell-check.ts';
import type { CheckStore, Claim } from './check-store.ts';
import { retell, type Story, tellOn } from './retell.ts';
import { whileRedisIsAway } from './while-redis-is-away.ts';

/** Another process has taken the check, or it is gone: nothing more is to be told here. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** This process stops, and nobody has signed in yet: another one goes on with the check. */
export class HandedOver extends Error {
  override readonly name = 'HandedOver';
}

/** A check that this process has taken, with what was told of it before. */
export class ClaimedCheck implements RunningCheck {
  readonly claim: Claim;
  readonly #store: CheckStore;
  readonly #stop = new AbortController();
  readonly #claimedAt = performance.now();
  #story: Story;
  #mayHaveSignedIn = false;
  #handedOver = false;

  constructor(store: CheckStore, claim: Claim, told: readonly JournalEntry[]) {
    this.#store = store;
    this.claim = claim;
    this.#story = retell(told);
    if (claim.stop !== undefined) this.stop(claim.stop);
  }

  get id(): string {
    return this.claim.id;
  }

  get settings(): ConnectionSettings {
    return this.claim.settings;
  }

  get progress(): CheckProgress {
    return this.#story.progress;
  }

  get startedAfter(): number | undefined {
    return this.#story.startedAfter;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Whole milliseconds since the check was asked for, by the clock of Redis. */
  elapsed(): number {
    return Math.floor(this.claim.age + performance.now() - this.#claimedAt);
  }

  stop(reason: StopReason): void {
    this.#stop.abort(reason);
  }

  /** Stops it here; for another worker to go on with, as long as that would repeat no sign-in. */
  leave(): void {
    this.#handedOver = !this.#mayHaveSignedIn;
    this.stop('interrupted');
  }

  readonly permit = async (act: 'sign-in' | 'send'): Promise<void> => {
    this.#mayHaveSignedIn = !this.#handedOver;
    const isPermitted = !this.#handedOver && (await whileRedisIsAway(() => this.#store.permit(this.claim, act), this.signal));
    if (!isPermitted) this.stop('interrupted');
  };

  /** Tells the next event. Rejects with `Superseded` when another process goes on with the check. */
  async append(event: CheckEvent): Promise<void> {
    if (this.#handedOver) throw new HandedOver();
    const entry = { id: this.#story.last + 1, type: event.type, data: JSON.stringify(event) };
    const reply = await whileRedisIsAway(() => this.#store.append(this.claim, entry));
    if (reply === 'superseded' || reply === 'gap') {
      this.stop('interrupted');
      throw reply === 'gap' ? new Error('Events of a check were lost') : new Superseded();
    }
    if (reply !== 'told') this.stop(reply);
    this.#story = tellOn(this.#story, event);
  }
}
