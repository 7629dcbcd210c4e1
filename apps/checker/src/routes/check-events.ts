import type { ServerResponse } from 'node:http';
import { checkEventSchema } from '@inbox-connect/core';
import type { Request, Response } from 'express';
import type { Checks } from '../checks/checks.ts';
import type { JournalEntry } from '../checks/journal.ts';
import { HttpProblem } from '../http/problem.ts';
import { problems } from '../http/problem-responses.ts';
import { followingLimit, pathParameter, type Route } from '../http/route.ts';
import { clientKey } from '../limits/client-key.ts';
import { limitAtOnce } from '../limits/limit-at-once.ts';

/** The ids that an event can have: 1, 2, 3 ... */
const eventId = /^[1-9]\d{0,14}$/;

/** Streams that may go on at the same time: each holds a connection. */
export interface FollowerLimits {
  readonly perCheck: number;
  readonly perClient: number;
}

interface EventsOptions {
  readonly keepAliveMs: number;
  readonly followers: FollowerLimits;
}

/** Follow a check as server-sent events (HTML Living Standard s.9.2), from any point and as often as one likes. */
export function checkEventsRoute(checks: Checks, { keepAliveMs, followers }: EventsOptions): Route {
  const enterCheck = limitAtOnce(followers.perCheck);
  const enterClient = limitAtOnce(followers.perClient);
  return {
    method: 'get',
    path: '/api/checks/{id}/events',
    summary: 'Follows a check as server-sent events; each data line is one event',
    parameters: [
      { name: 'id', in: 'path' },
      { name: 'Last-Event-ID', in: 'header', pattern: eventId.source },
    ],
    responses: { 200: { mediaType: 'text/event-stream', schema: checkEventSchema }, 204: null, ...problems(400, 404) },
    limit: followingLimit,
    handlers: [
      async (request, response) => {
        const lastEventId = request.get('Last-Event-ID');
        if (lastEventId !== undefined && !eventId.test(lastEventId)) throw new HttpProblem(400);
        const gone = new AbortController();
        response.on('close', () => gone.abort());
        const followed = await checks.follow(pathParameter(request, 'id'), Number(lastEventId ?? 0), gone.signal);
        switch (followed.type) {
          case 'unknown':
            throw new HttpProblem(404);
          case 'future-id':
            throw new HttpProblem(400);
          case 'complete':
            response.status(204).end();
            return;
          case 'events': {
            const places = [enterCheck(pathParameter(request, 'id')), enterClient(clientKey(request.ip ?? ''))];
            try {
              if (places.includes(undefined)) throw new HttpProblem(429, { headers: { 'Retry-After': '5' } });
              await stream(request, response, followed.events, keepAliveMs);
            } finally {
              for (const leave of places) leave?.();
            }
          }
        }
      },
    ],
  };
}

async function stream(request: Request, response: Response, events: AsyncIterable<JournalEntry>, keepAliveMs: number): Promise<void> {
  // Proxies and browsers hold back what they may: nothing here may be buffered, stored or changed.
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // A follower that does not read what it was sent gets no comments, so its connection falls silent and is closed.
  response.setTimeout(4 * keepAliveMs, () => response.destroy());
  const keepAlive = setInterval(() => response.writableNeedDrain || response.write(': keep-alive\n\n'), keepAliveMs);
  try {
    for await (const { id, type, data } of events) await write(response, `id: ${id}\nevent: ${type}\ndata: ${data}\n\n`);
  } finally {
    clearInterval(keepAlive);
    response.end();
  }
}

/** Waits for a follower that reads slowly: what it has not read yet stays in the journal. */
function write(response: ServerResponse, text: string): Promise<void> | undefined {
  if (response.destroyed || response.write(text)) return undefined;
  return new Promise((resolve) => {
    const goOn = () => {
      response.off('drain', goOn).off('close', goOn);
      resolve();
    };
    response.on('drain', goOn).on('close', goOn);
  });
}
