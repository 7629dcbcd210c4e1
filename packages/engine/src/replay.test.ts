import { type Report, Secret, signInName } from '@inbox-connect/core';
import { type Lab, replayReport, type Scenario, startLab } from '@inbox-connect/lab';
import { expect, test } from 'vitest';
import { check } from './check.ts';
import type { CheckContext } from './context.ts';
import { createNetwork } from './network.ts';
import { type HostileServer, hostileFamily } from './testing/hostile-family.ts';
import { closedPort, runCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

/** A check as it went first. */
interface Original {
  readonly title: string;
  readonly report: Report;
  readonly deadlines?: CheckContext['deadlines'];
}

/** Nobody waits for the real ones. */
const impatient = { connect: 3_000, secure: 3_000, greet: 3_000, arrive: 3_000 };

test('Every story of the lab ends in a replay as it ended first', async () => {
  await using lab = await startLab();
  const originals = await inTurns(lab.scenarios, async (scenario) => ({
    title: scenario.name,
    report: await run(scenario, lab, impatient),
    deadlines: impatient,
  }));
  await expectAlike(originals, summaryOf);
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
  await expectAlike(originals, summaryOf);
}, 240_000);

async function expectAlike(originals: readonly Original[], summarise: (report: Report) => unknown): Promise<void> {
  const replays = originals.map((original, index) => ({ original, scenario: replayReport(original.report, `replay-${index}`) }));
  await using lab = await startLab({ scenarios: replays.map(({ scenario }) => scenario) });
  const outcomes = await inTurns(replays, async ({ original, scenario }) => ({ original, again: await run(scenario, lab, original.deadlines ?? {}) }));
  const byTitle = (entries: readonly (readonly [string, unknown])[]) => Object.fromEntries(entries);
  expect(byTitle(outcomes.map(({ original, again }) => [original.title, summarise(again)]))).toEqual(
    byTitle(outcomes.map(({ original }) => [original.title, summarise(original.report)])),
  );
}

/** What must come out alike: the verdict, where it failed and why, and what helps first. */
function summaryOf({ outcome, problems, stages }: Report) {
  return {
    outcome,
    failed: stages.filter(({ verdict }) => verdict === 'failed').map(({ service, stage }) => `${service} ${stage}`),
    problems: problems.map(({ service, stage, cause, remedies }) => ({ service, stage, cause, remedy: remedies[0]?.id, verified: remedies[0]?.verified })),
  };
}

/** A few at a time. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const queue = items.entries();
  const results = new Map<number, R>();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const [index, item] of queue) results.set(index, await work(item));
    }),
  );
  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
}

async function run(
  { request: { password, ...settings } }: Scenario,
  { privateHost, deliveredMessages }: Lab,
  deadlines: NonNullable<CheckContext['deadlines']>,
): Promise<Report> {
  const startedAt = performance.now();
  const arrivalOf = async (messageId: string, signal: AbortSignal) => {
    while (!deliveredMessages.some(({ data }) => data.includes(messageId))) {
      signal.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return { spf: 'pass', dkim: 'pass', dmarc: 'pass' } as const;
  };
  const events = check(
    settings,
    { username: signInName(settings), password: new Secret(password) },
    {
      id: 'test',
      startedAt: new Date().toISOString(),
      elapsed: () => performance.now() - startedAt,
      signal: new AbortController().signal,
      network: createNetwork({ dnsServers: [], allowedNetworks: [], allowedPorts: 'any', privateHost }),
      testMessage: { recipient: 'bcc@receiver.test', message: { subject: 'Test', text: 'It works.' }, receiver: { arrivalOf } },
      deadlines,
      onInternalError: (error) => {
        throw error;
      },
    },
  );
  for await (const event of events) if (event.type === 'check-end') return event.report;
  throw new Error('The check had no end.');
}
