import { createParser } from 'eventsource-parser';

/** One numbered event of a stream. */
export interface ServerSentEvent {
  readonly id: number;
  readonly data: string;
}

/** Yields the numbered events of a stream. Throws when it breaks off or nothing, not even a comment, comes for `silenceMs`. */
export async function* readServerSentEvents(response: Response, silenceMs: number): AsyncGenerator<ServerSentEvent> {
  if (response.body === null || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) throw new TypeError('The answer is no event stream');
  const parsed: ServerSentEvent[] = [];
  const parser = createParser({ onEvent: ({ id, data }) => void parsed.push({ id: Number(id), data }) });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read(), silenceMs);
      if (done) return;
      parser.feed(value);
      yield* parsed.splice(0);
    }
  } finally {
    // Closes the connection when the reader of the events has had enough; a connection that is broken needs no more.
    await reader.cancel().catch(() => {});
  }
}

async function withinSilence<T>(work: Promise<T>, silenceMs: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TypeError('The stream has gone silent')), silenceMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
