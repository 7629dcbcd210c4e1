import { describe, expect, it } from 'vitest';
import { type HostileServer, hostileFamily } from './testing/hostile-family.ts';
import { faultsOf } from './testing/hostile-faults.ts';
import { closedPort, runCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

const families = Map.groupBy(hostileFamily, ({ service, security }) => `${service} ${security}`);

it('has more than a hundred ways to do harm, each with a name of its own', () => {
  expect(hostileFamily.length).toBeGreaterThan(120);
  expect(new Set(hostileFamily.map(({ name }) => name)).size).toBe(hostileFamily.length);
});

// Some at once, as in a service: none may disturb another.
describe.concurrent.each([...families])('a hostile server of %s', (_, family) => {
  it.each(family.map((hostile) => [hostile.name, hostile] as const))('%s', (_, hostile) => expectHarmless(hostile));
});

/** The check ends where and as it should, with one connection beside those of probes, at most one sign-in and one message, and tells nothing that it should not. */
async function expectHarmless(hostile: HostileServer): Promise<void> {
  const { service, security, script, failed, deadline } = hostile;
  await using server = await startScriptedServer(script);
  const own = { port: server.port, security };
  const closed = { port: await closedPort(), security: 'tls' as const };
  const { events } = await runCheck({
    imap: service === 'imap' ? own : closed,
    smtp: service === 'smtp' ? own : closed,
    deadlines: { probe: 300, ...(deadline === undefined || failed === undefined ? {} : { [failed]: deadline }) },
  });
  await server.allClosed();
  expect(faultsOf(hostile, server, events)).toEqual([]);
}
