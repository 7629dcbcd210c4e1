import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { followCheck } from '@inbox-connect/client';
import { type CheckEvent, type Security, type Stage, stageDeadlines, startedCheckSchema } from '@inbox-connect/core';
import type { HostileServer } from '../../packages/engine/src/testing/hostile-family.ts';
import { faultsOf } from '../../packages/engine/src/testing/hostile-faults.ts';
import { closedPort, hostName, password } from '../../packages/engine/src/testing/run-check.ts';
import { startScriptedServer } from '../../packages/engine/src/testing/scripted-server.ts';

interface Endpoint {
  readonly port: number;
  readonly security: Security;
}

/** Runs one check through the service, asked for by the client with this address, to its end. */
export async function checkThrough(baseUrl: string, client: string, imap: Endpoint, smtp: Endpoint): Promise<readonly CheckEvent[]> {
  const host = hostName;
  const body = JSON.stringify({ email: 'alice@example.test', password, imap: { host, ...imap }, smtp: { host, ...smtp } });
  const answer = await post(`${baseUrl}/api/checks`, body, { 'X-Forwarded-For': client, 'Idempotency-Key': randomUUID() });
  const { id } = startedCheckSchema.parse(await answer.json());
  return Array.fromAsync(followCheck(id, { baseUrl }));
}

/** There may be no room, or a connection that was just closed: as everybody else, it comes again. */
async function post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  for (;;) {
    const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body }).catch(() => undefined);
    if (answer !== undefined && answer.status !== 503) return answer;
    await wait(500);
  }
}

/** Milliseconds that a stage may take longer than its deadline, on a machine that has all hands full. */
const tolerance = 2_000;

/** Starts a hostile server, checks it through the service, and tells what was wrong with that. */
export async function besiege(baseUrl: string, hostile: HostileServer): Promise<readonly string[]> {
  await using server = await startScriptedServer(hostile.script);
  const own = { port: server.port, security: hostile.security };
  const closed = { port: await closedPort(), security: 'tls' } as const;
  const [imap, smtp] = hostile.service === 'imap' ? [own, closed] : [closed, own];
  const events = await checkThrough(baseUrl, '192.0.2.66', imap, smtp);
  await server.allClosed();
  // What is kept longest: a report that somebody shares, with all that may be in it.
  const check = events.find((event) => event.type === 'check-start')?.id;
  const shared = await post(`${baseUrl}/api/reports`, JSON.stringify({ check, days: 1, hideLocalPart: false }));
  return [...(shared.status === 201 ? [] : [`its report could not be shared: ${shared.status}`]), ...faultsOf(hostile, server, events), ...lateStages(events)];
}

function lateStages(events: readonly CheckEvent[]): readonly string[] {
  const isLate = (stage: Stage, durationMs: number) => durationMs > stageDeadlines[stage] + tolerance;
  return events.flatMap((event) => (event.type === 'stage-end' && isLate(event.stage, event.durationMs) ? [`${event.stage} took ${event.durationMs} ms`] : []));
}
