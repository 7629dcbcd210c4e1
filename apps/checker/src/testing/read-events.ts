import { type CheckEvent, checkEventSchema } from '@inbox-connect/core';

/** One event as it stands in the stream. */
export interface StreamedEvent {
  readonly id: number;
  readonly event: string;
  readonly payload: CheckEvent;
}

/** Reads a stream to its end, or until the wanted number of events has come. */
export async function readEvents(url: string, { lastEventId, most = Number.POSITIVE_INFINITY }: { lastEventId?: number; most?: number } = {}) {
  const events: StreamedEvent[] = [];
  for await (const event of followEvents(url, lastEventId)) if (events.push(event) >= most) break;
  return events;
}

/** A reader of its own, stricter than a browser: anything that is not exactly `id`, `event` and one `data` line throws. */
export async function* followEvents(url: string, lastEventId?: number): AsyncGenerator<StreamedEvent> {
  const response = await fetch(url, { headers: lastEventId === undefined ? {} : { 'Last-Event-ID': String(lastEventId) } });
  if (response.status !== 200) throw new Error(`No stream: ${response.status}`);
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks.filter((text) => !text.startsWith(':'))) {
      const [, id, event, data] = /^id: (\d+)\nevent: ([a-z-]+)\ndata: (.+)$/.exec(block) ?? [];
      if (id === undefined || event === undefined || data === undefined) throw new Error(`Not one event: ${block}`);
      yield { id: Number(id), event, payload: checkEventSchema.parse(JSON.parse(data)) };
    }
  }
  if (rest !== '') throw new Error(`The stream broke off within an event: ${rest}`);
}
