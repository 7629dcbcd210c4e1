import type { Report } from '@inbox-connect/core';
import { replayReport, startLab } from '@inbox-connect/lab';
import { expect } from 'vitest';
import type { CheckContext } from '../context.ts';
import { checkScenario, inTurns } from './check-in-lab.ts';

/** A check as it went first. */
export interface Original {
  readonly title: string;
  readonly report: Report;
  readonly deadlines?: CheckContext['deadlines'];
}

/** Every report, replayed in the lab and checked again, ends alike: the same outcome, failed stages, causes and first remedies. */
export async function expectSameInReplay(originals: readonly Original[]): Promise<void> {
  const replays = originals.map((original, index) => ({ original, scenario: replayReport(original.report, `replay-${index}`) }));
  await using lab = await startLab({ scenarios: replays.map(({ scenario }) => scenario) });
  const outcomes = await inTurns(replays, async ({ original: { title, deadlines = {} }, scenario }) => {
    // Servers that answer are on this machine: a probe that has to wait for one waits for the tests beside this one.
    const again = await checkScenario(lab, scenario, { probe: 20_000, ...deadlines });
    return [title, summaryOf(again)] as const;
  });
  expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(originals.map(({ title, report }) => [title, summaryOf(report)])));
}

function summaryOf({ outcome, problems, stages }: Report) {
  return {
    outcome,
    failed: stages.filter(({ verdict }) => verdict === 'failed').map(({ service, stage }) => `${service} ${stage}`),
    problems: problems.map(({ service, stage, cause, remedies }) => ({ service, stage, cause, remedy: remedies[0]?.id, verified: remedies[0]?.verified })),
  };
}
