import { type Report, Secret, signInName } from '@inbox-connect/core';
import { type Lab, replayReport, type Scenario, startLab } from '@inbox-connect/lab';
import { afterAll, expect, test } from 'vitest';
import { check } from './check.ts';
import { createNetwork } from './network.ts';

await using lab = await startLab();
const reports = new Map<string, Report>();
const queue = lab.scenarios.values();
await Promise.all(
  Array.from({ length: 6 }, async () => {
    for (const scenario of queue) reports.set(scenario.name, await run(scenario, lab));
  }),
);
const replays = [...reports].map(([name, report]) => replayReport(report, name));
const replayLab = await startLab({ scenarios: replays });
afterAll(() => replayLab.close());

test.concurrent.each(replays)('$name ends in a replay as it ended first', async (replay) => {
  const again = await run(replay, replayLab);
  const first = reports.get(replay.name);
  expect(summary(again)).toEqual(first && summary(first));
});

/** What must come out alike: the verdict, where it failed and why, and what helps first. */
function summary({ outcome, problems, stages }: Report) {
  return {
    outcome,
    failed: stages.filter(({ verdict }) => verdict === 'failed').map(({ service, stage }) => `${service} ${stage}`),
    problems: problems.map(({ service, stage, cause, remedies }) => ({ service, stage, cause, remedy: remedies[0]?.id, verified: remedies[0]?.verified })),
  };
}

async function run({ request: { password, ...settings } }: Scenario, { privateHost, deliveredMessages }: Lab): Promise<Report> {
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
      deadlines: { connect: 3_000, secure: 3_000, greet: 3_000, arrive: 3_000 },
      onInternalError: (error) => {
        throw error;
      },
    },
  );
  for await (const event of events) if (event.type === 'check-end') return event.report;
  throw new Error('The check had no end.');
}
