import { type ConnectionSettings, connectionSettingsSchema } from '@inbox-connect/core';
import type { StopReason } from '@inbox-connect/engine';
import type { Redis } from 'ioredis';
import * as z from 'zod/mini';
import type { JournalEntry } from '../checks/journal.ts';
import * as scripts from './scripts.ts';
import type { PublicKey } from './seal.ts';

/** A check as it is asked for: the password sealed for each key that may open it. */
export interface NewCheck {
  readonly id: string;
  readonly settings: ConnectionSettings;
  /** The address of who asks. */
  readonly client: string;
  readonly sealed: Readonly<Record<string, string>>;
  readonly expiresAt: number;
  /** The digest of an `Idempotency-Key`, and what it is to remember. */
  readonly idempotency: { readonly key: string; readonly remembers: string } | undefined;
}

/** A check that was taken, as it was left. */
export interface Claim {
  readonly id: string;
  /** Proves who took it last. */
  readonly token: string;
  readonly settings: ConnectionSettings;
  readonly client: string;
  /** Milliseconds since it was asked for. */
  readonly age: number;
  /** Whether somebody was about to sign in, or to send the message. */
  readonly signedIn: boolean;
  readonly mayBeSent: boolean;
  readonly stop: StopReason | undefined;
  readonly sealed: readonly string[];
  readonly expiresAt: number;
}

interface KnownCheck {
  readonly settings: ConnectionSettings;
  /** Milliseconds since 1970. */
  readonly acceptedAt: number;
  /** The number of its last event. */
  readonly last: number;
  readonly ended: boolean;
}

interface Lives {
  /** Milliseconds that a sealed password lasts, and so a check in line. */
  readonly waitMs: number;
  /** Milliseconds that an ended check is remembered. */
  readonly keepMs: number;
}

const stopReasonSchema = z.enum(['cancelled', 'interrupted']);
const claimSchema = z.tuple([
  z.string(),
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string): unknown => JSON.parse(text)),
    ),
    connectionSettingsSchema,
  ),
  z.string(),
  z.number(),
  z.nullable(z.string()),
  z.nullable(z.string()),
  z.nullable(stopReasonSchema),
  z.array(z.nullable(z.string())),
]);

/** The longest that a check may run, with everything that can delay it; more than any does. */
const runMs = 30 * 60_000;

const waiting = 'inbox:waiting';
const workerKeys = 'inbox:worker-keys';
/** Where it is said which check has to stop. */
export const stopChannel = 'inbox:stop';
/** Where it is said that a check has told something. */
export const toldChannel = (id: string) => `inbox:told:${id}`;

/** The checks of many machines, as they stand in Redis: for each a state, its events as a stream whose ids are the numbers of the events, and for a while its sealed password. */
export class CheckStore {
  readonly #redis: Redis;
  readonly #lives: Lives;

  constructor(redis: Redis, lives: Lives) {
    this.#redis = redis;
    this.#lives = lives;
  }

  /** Puts a check in line. `busy`: the line is full; any other text is what the idempotency key remembers. */
  async create({ id, settings, client, sealed, expiresAt, idempotency }: NewCheck, mostWaiting: number): Promise<string> {
    const key = keysOf(id);
    const keys = [key.state, key.password, waiting, idempotencyKey(idempotency?.key ?? '')];
    const fields = Object.entries({ expiresAt: String(expiresAt), ...sealed }).flat();
    const { waitMs, keepMs } = this.#lives;
    const values = [id, JSON.stringify(settings), client, mostWaiting, waitMs, waitMs + keepMs, idempotency?.remembers ?? '', ...fields];
    return z.string().parse(await this.#run(scripts.createScript, keys, values));
  }

  async known(idempotency: string): Promise<string | undefined> {
    return (await this.#redis.get(idempotencyKey(idempotency))) ?? undefined;
  }

  /** Takes a check; from now on nobody else can tell its events. Undefined when it has ended or is not known. */
  async claim(id: string, keyIds: readonly string[] = []): Promise<Claim | undefined> {
    const { state, events, password } = keysOf(id);
    const reply = await this.#run(scripts.claimScript, [state, events, password, waiting], [id, runMs, ...keyIds]);
    if (reply === null) return undefined;
    const [token, settings, client, age, signedIn, mayBeSent, stop, [expiresAt, ...sealed]] = claimSchema.parse(reply);
    return {
      id,
      token,
      settings,
      client,
      age,
      signedIn: signedIn !== null,
      mayBeSent: mayBeSent !== null,
      stop: stop ?? undefined,
      sealed: sealed.map((box) => box ?? ''),
      expiresAt: Number(expiresAt ?? 0),
    };
  }

  /** Tells one event. `superseded`: another has taken the check; `gap`: Redis has lost events. */
  async append({ id, token }: Pick<Claim, 'id' | 'token'>, { id: number, type, data }: JournalEntry): Promise<'told' | 'superseded' | 'gap' | StopReason> {
    const { state, events, password } = keysOf(id);
    const values = [token, number, type, data, this.#lives.keepMs, toldChannel(id)];
    return z.enum(['told', 'superseded', 'gap', ...stopReasonSchema.options]).parse(await this.#run(scripts.appendScript, [state, events, password], values));
  }

  /** Whether this may happen now; when it may, it is on record that it did. */
  async permit({ id, token }: Pick<Claim, 'id' | 'token'>, act: 'sign-in' | 'send'): Promise<boolean> {
    const { state, password } = keysOf(id);
    return (await this.#run(scripts.permitScript, [state, password], [token, act])) === 1;
  }

  /** Whether somebody was permitted to sign in. */
  async hasSignedIn(id: string): Promise<boolean> {
    return (await this.#redis.hexists(keysOf(id).state, 'sign-in')) === 1;
  }

  /** Tells the place in line, if it has one. */
  async tellPosition(id: string): Promise<'gone' | 'waiting' | 'started'> {
    const { state, events } = keysOf(id);
    return z.enum(['gone', 'waiting', 'started']).parse(await this.#run(scripts.positionScript, [state, events, waiting], [id, toldChannel(id)]));
  }

  /** Asks whoever runs it to stop; `decided`: its result is being told. */
  async stop(id: string, reason: StopReason): Promise<'unknown' | 'ended' | 'decided' | 'waiting' | 'running'> {
    const reply = await this.#run(scripts.stopScript, [keysOf(id).state], [id, reason, stopChannel]);
    return z.enum(['unknown', 'ended', 'decided', 'waiting', 'running']).parse(reply);
  }

  async find(id: string): Promise<KnownCheck | undefined> {
    const [settings, acceptedAt, last, ended] = await this.#redis.hmget(keysOf(id).state, 'settings', 'acceptedAt', 'last', 'ended');
    if (typeof settings !== 'string') return undefined;
    return { settings: connectionSettingsSchema.parse(JSON.parse(settings)), acceptedAt: Number(acceptedAt), last: Number(last), ended: ended !== null };
  }

  /** The events after the one with this number. */
  async read(id: string, after: number): Promise<readonly JournalEntry[]> {
    const entries = await this.#redis.xrange(keysOf(id).events, `(0-${after}`, '+');
    return entries.map(([number, fields]) => entrySchema.parse({ id: Number(number.slice(2)), type: fields[1], data: fields[3] }));
  }

  /** Forgets a check; with its idempotency key a request that comes again starts another. */
  async remove(id: string, idempotency?: string): Promise<void> {
    await this.#redis.del(...Object.values(keysOf(id)), ...(idempotency === undefined ? [] : [idempotencyKey(idempotency)]));
    await this.#redis.zrem(waiting, id);
    await this.#redis.publish(toldChannel(id), 'removed');
  }

  countWaiting(): Promise<number> {
    return this.#redis.zcard(waiting);
  }

  /** Says that whoever has this key takes checks, for so many milliseconds. */
  async announceKey(key: PublicKey, lifeMs: number): Promise<void> {
    await this.#run(scripts.announceScript, [workerKeys], [key, lifeMs]);
  }

  async withdrawKey(key: PublicKey): Promise<void> {
    await this.#redis.zrem(workerKeys, key);
  }

  /** The keys of the workers that take checks now. */
  async workerKeys(): Promise<readonly PublicKey[]> {
    return z.array(z.string()).parse(await this.#run(scripts.workerKeysScript, [workerKeys], []));
  }

  #run(script: string, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown> {
    return this.#redis.eval(script, keys.length, ...keys, ...values);
  }
}

const eventTypeSchema = z.enum(['check-wait', 'check-start', 'stage-start', 'stage-observation', 'stage-end', 'problem', 'check-end']);
const entrySchema = z.object({ id: z.int(), type: eventTypeSchema, data: z.string() });

function keysOf(id: string) {
  const state = `inbox:check:${id}`;
  return { state, events: `${state}:events`, password: `${state}:password` };
}

function idempotencyKey(digest: string): string {
  return `inbox:idempotency:${digest}`;
}
