import { type CheckEvent, checkEventSchema } from '@inbox-connect/core';
import { ApiError } from './api-error.ts';
import { pause } from './pause.ts';
import { readServerSentEvents } from './read-server-sent-events.ts';
import { type RequestOptions, send, UnreadableAnswerError } from './request.ts';

/** How to follow, and how patient to be. */
export interface FollowOptions extends RequestOptions {
  /** The id of the last event that is known already; the whole check unless given. */
  readonly lastEventId?: number;
  /** Milliseconds to wait before each new attempt; after the last one without a new event it gives up. */
  readonly retryDelays?: readonly number[];
  /** Milliseconds without a byte, comments included, after which a connection counts as lost. */
  readonly silenceMs?: number;
}

/** The stream was lost and could not be taken up again; `lastEventId` is the last event that came. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
  readonly lastEventId: number;

  constructor(lastEventId: number, cause: unknown) {
    super('The connection to the service was lost and could not be made again', { cause });
    this.lastEventId = lastEventId;
  }
}

/** What happens to the connection itself while a check is followed: it was lost and is made again after a pause, or it is there again. */
export type ConnectionChange = { readonly type: 'connection-lost'; readonly retryInMs: number } | { readonly type: 'connection-restored' };

/**
 * Yields the events of a check up to its last one, each once and in order, however often the connection is cut. Throws an
 * `ApiError` when the service refuses (404: it knows no such check) and a `ConnectionLostError` when it cannot be reached
 * any more. Leaving the loop closes the connection.
 */
export async function* followCheck(id: string, options: FollowOptions = {}): AsyncGenerator<CheckEvent> {
  for await (const event of followCheckAndConnection(id, options)) {
    if (event.type !== 'connection-lost' && event.type !== 'connection-restored') yield event;
  }
}

/** As `followCheck`, for whoever shows it at once when the connection is lost. */
export async function* followCheckAndConnection(id: string, options: FollowOptions = {}): AsyncGenerator<CheckEvent | ConnectionChange> {
  const { retryDelays = [200, 500, 1_000, 2_000, 4_000, 8_000, 15_000], signal } = options;
  let last = options.lastEventId ?? 0;
  let isLost = false;
  for (let attempt = 0; ; attempt += 1) {
    let failure: unknown;
    try {
      const response = await openStream(id, last, options);
      if (isLost) yield { type: 'connection-restored' };
      isLost = false;
      if (response.status === 204) return;
      for await (const { id: eventId, data } of readServerSentEvents(response, options.silenceMs ?? 45_000)) {
        if (eventId <= last) continue;
        if (eventId > last + 1) break;
        const event = readEvent(data);
        last = eventId;
        attempt = 0;
        yield event;
        if (event.type === 'check-end') return;
      }
    } catch (error) {
      if (signal?.aborted || isFinal(error)) throw error;
      failure = error;
    }
    const delay = retryDelays[attempt];
    if (delay === undefined) throw new ConnectionLostError(last, failure);
    isLost = true;
    yield { type: 'connection-lost', retryInMs: delay };
    await pause(delay, signal);
  }
}

function openStream(id: string, last: number, options: FollowOptions): Promise<Response> {
  const headers = { Accept: 'text/event-stream', ...(last > 0 && { 'Last-Event-ID': String(last) }) };
  return send(`/api/checks/${encodeURIComponent(id)}/events`, options, { headers });
}

function readEvent(data: string): CheckEvent {
  const event = checkEventSchema.safeParse(JSON.parse(data));
  if (event.success) return event.data;
  throw new UnreadableAnswerError('The service told an event that this client does not know', { cause: event.error });
}

/** Asking again would give the same answer. */
function isFinal(error: unknown): boolean {
  return error instanceof UnreadableAnswerError || (error instanceof ApiError && error.status < 500 && error.status !== 429);
}
