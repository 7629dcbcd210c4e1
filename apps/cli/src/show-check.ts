import type { Catalogue } from '@inbox-connect/catalogue';
import type { CheckEvent, Report } from '@inbox-connect/core';
import { isDumbTerminal } from './config.ts';
import { exitCodes } from './exit-codes.ts';
import type { Stop } from './stop.ts';
import { createLiveTimeline, createPlainTimeline, type Timeline } from './timeline.ts';
import { describeVerdict } from './verdict.ts';

/** Shows a check while it lasts, then its verdict; answers what the command ends with. */
export async function showCheck(events: AsyncIterable<CheckEvent>, { json }: { readonly json?: true }, catalogue: Catalogue, stop: Stop): Promise<number> {
  const report = await showAll(events, timelineFor(json ?? false, catalogue));
  if (report === undefined) return exitCodes.internal;
  // A terminal that does not know its size says 0.
  if (!json) process.stdout.write(`\n${describeVerdict(report, catalogue, process.stdout.columns || undefined)}\n`);
  return report.outcome === 'cancelled' ? (stop.exitCode() ?? exitCodes.problem) : exitCodeOf(report);
}

/** What the live picture takes: both services with all their stages. */
const rowsOfPicture = 16;

function timelineFor(json: boolean, catalogue: Catalogue): Timeline {
  if (json) return { show: (event) => process.stdout.write(`${JSON.stringify(event)}\n`), close() {} };
  const { isTTY, rows } = process.stdout;
  return isTTY && rows > rowsOfPicture && !isDumbTerminal() ? createLiveTimeline(process.stdout, catalogue) : createPlainTimeline(process.stdout, catalogue);
}

async function showAll(events: AsyncIterable<CheckEvent>, timeline: Timeline): Promise<Report | undefined> {
  try {
    for await (const event of events) {
      timeline.show(event);
      if (event.type === 'check-end') return event.report;
    }
    return undefined;
  } finally {
    timeline.close();
  }
}

function exitCodeOf({ outcome, problems }: Report): number {
  if (outcome === 'connected') return exitCodes.done;
  return problems.some(({ cause, owner }) => cause === 'unexplained' && owner === 'us') ? exitCodes.internal : exitCodes.problem;
}
