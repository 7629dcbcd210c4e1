import { describe, expect, it } from 'vitest';
import { type HostileServer, hostileFamily } from './testing/hostile-family.ts';
import { echoes } from './testing/hostile-tricks.ts';
import { closedPort, password, runCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

const families = Map.groupBy(hostileFamily, ({ service, security }) => `${service} ${security}`);
const plain = Buffer.from(`\0alice@example.test\0${password}`).toString('base64');

it('has more than a hundred ways to do harm, each with a name of its own', () => {
  expect(hostileFamily.length).toBeGreaterThan(120);
  expect(new Set(hostileFamily.map(({ name }) => name)).size).toBe(hostileFamily.length);
});

// Some at once, as in a service: none may disturb another.
describe.concurrent.each([...families])('a hostile server of %s', (_, family) => {
  it.each(family.map((hostile) => [hostile.name, hostile] as const))('%s', (_, hostile) => expectHarmless(hostile));
});

/** The check ends where and as it should, with one connection beside those of probes, at most one sign-in and one message, and tells nothing that it should not. */
async function expectHarmless({ service, security, script, failed, cause, deadline }: HostileServer): Promise<void> {
  await using server = await startScriptedServer(script);
  const own = { port: server.port, security };
  const closed = { port: await closedPort(), security: 'tls' as const };
  const { report, end, events } = await runCheck({
    imap: service === 'imap' ? own : closed,
    smtp: service === 'smtp' ? own : closed,
    deadlines: { probe: 300, ...(deadline === undefined || failed === undefined ? {} : { [failed]: deadline }) },
  });
  const problem = report.problems.find((candidate) => candidate.service === service && candidate.severity === 'blocking');
  expect({ failed: problem?.stage, cause: problem?.cause }).toEqual({ failed, cause });
  // The other server is closed, so that no check of these may ever call the inbox connected.
  expect(end.outcome).toBe('failed');

  await server.allClosed();
  const probes = problem?.evidence.filter((observation) => observation.type === 'endpoint-probed' && observation.port === server.port) ?? [];
  expect(server.connections).toBeGreaterThanOrEqual(1);
  expect(server.connections).toBeLessThanOrEqual(1 + probes.length);
  const verbs = server.received.map((line) => line.replace(/^\d+ /, '').split(/[ :]/)[0]);
  expect(verbs.filter((verb) => verb === 'AUTHENTICATE' || verb === 'LOGIN' || verb === 'AUTH').length).toBeLessThanOrEqual(1);
  expect(verbs.filter((verb) => verb === 'DATA').length).toBeLessThanOrEqual(1);
  expect(verbs).not.toContain('COMPRESS');
  const wasSecured = events.some((event) => event.type === 'stage-end' && event.service === service && event.stage === 'secure' && event.verdict === 'passed');
  if (!wasSecured) expect(server.received.join('\n')).not.toContain(plain);

  const told = textsIn(events).join('\n');
  // Escape sequences and what turns the direction of text arrive as marks, never as themselves.
  for (const text of [...echoes, [...password].join('\\u{200b}'), 'hidden-words', '\u001b', '\u0007', '\u202e', '\u200b']) expect(told).not.toContain(text);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
