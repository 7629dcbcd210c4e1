import { startLab } from '@inbox-connect/lab';
import { test } from 'vitest';
import { checkScenario, inTurns } from './testing/check-in-lab.ts';
import { expectSameInReplay } from './testing/expect-same-in-replay.ts';
import { type HostileServer, hostileFamily } from './testing/hostile-family.ts';
import { closedPort, runCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

test('Every story of the lab ends in a replay as it ended first', async () => {
  await using lab = await startLab();
  const originals = await inTurns(lab.scenarios, async (scenario) => ({
    title: scenario.name,
    report: await checkScenario(lab, scenario),
  }));
  await expectSameInReplay(originals);
}, 120_000);

test('Every hostile server fails in a replay where and why it failed first', async () => {
  const closed = { port: await closedPort(), security: 'tls' as const };
  const originals = await inTurns(hostileFamily, async ({ name, service, security, script, failed, deadline }: HostileServer) => {
    await using server = await startScriptedServer(script);
    const own = { port: server.port, security };
    const deadlines = failed === undefined || deadline === undefined ? {} : { [failed]: deadline };
    const { report } = await runCheck({ imap: service === 'imap' ? own : closed, smtp: service === 'smtp' ? own : closed, deadlines });
    return { title: name, report, deadlines };
  });
  await expectSameInReplay(originals);
}, 240_000);
