import {
  type CheckEvent,
  type CheckProgress,
  type CheckRequest,
  type ConnectionSettings,
  checkEventSchema,
  emptyProgress,
  type Report,
  reduceCheck,
  Secret,
  signInName,
} from '@inbox-connect/core';
import type { Credentials, StopReason } from '@inbox-connect/engine';
import { Journal } from './journal.ts';

/** One check from the moment that it was asked for until it is forgotten. */
export class CheckRecord {
  readonly id: string;
  /** The address of who asked for it. */
  readonly client: string;
  readonly settings: ConnectionSettings;
  readonly journal = new Journal();
  readonly #stop = new AbortController();
  readonly #acceptedAt = performance.now();
  #credentials: Credentials | undefined;
  /** Folded while the check lasts; afterwards the last event of the journal has the report. */
  #progress: CheckProgress | undefined;
  #startedAfter: number | undefined;
  #position = 0;

  constructor(id: string, client: string, { password, ...settings }: CheckRequest) {
    this.id = id;
    this.client = client;
    this.settings = settings;
    this.#credentials = { username: signInName(settings), password: new Secret(password) };
    this.#progress = { ...emptyProgress, report: { ...emptyProgress.report, id, settings } };
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get progress(): CheckProgress {
    return this.#progress ?? emptyProgress;
  }

  get report(): Report {
    if (this.#progress !== undefined) {
      const durationMs = this.#startedAfter === undefined ? 0 : this.elapsed() - this.#startedAfter;
      return { ...this.#progress.report, durationMs };
    }
    const last = checkEventSchema.parse(JSON.parse(this.journal.last?.data ?? ''));
    return last.type === 'check-end' ? last.report : emptyProgress.report;
  }

  /** Whole milliseconds since the check was asked for. */
  elapsed(): number {
    return Math.floor(performance.now() - this.#acceptedAt);
  }

  /** The credentials, once: from here on only the running check has them. */
  takeCredentials(): Credentials {
    const credentials = this.#credentials;
    if (credentials === undefined) throw new Error('A check was started twice');
    this.#credentials = undefined;
    this.#startedAfter = this.elapsed();
    return credentials;
  }

  /** Whether its result has begun to be told: stopping comes too late then. */
  get isDecided(): boolean {
    return this.journal.last?.type === 'problem' || this.journal.last?.type === 'check-end';
  }

  append(event: CheckEvent): void {
    this.#progress = reduceCheck(this.progress, event);
    this.journal.append(event);
  }

  /** Tells the place in line when it has changed. */
  tellPosition(position: number): void {
    if (position === this.#position) return;
    this.#position = position;
    this.append({ type: 'check-wait', at: this.elapsed(), position });
  }

  stop(reason: StopReason): void {
    this.#stop.abort(reason);
  }

  end(): void {
    this.journal.end();
    this.#progress = undefined;
  }
}
