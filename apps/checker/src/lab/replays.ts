import { randomBytes } from 'node:crypto';
import type { LabEntry, Report } from '@inbox-connect/core';
import { entryOf, type Lab, NotReplayable, replayReport } from '@inbox-connect/lab';

/** Reports that run as scenarios of the lab for a while, each under a name of its own that only this process resolves. */
export interface Replays extends AsyncDisposable {
  /** Undefined for a report that has nothing to replay: its check never started, or has not ended. */
  start(report: Report): Promise<Omit<LabEntry, 'title'> | undefined>;
}

interface ReplaysOptions {
  /** So many run at once; one more takes the place of the oldest. */
  readonly most?: number;
  readonly lifetimeMs?: number;
}

export function createReplays(lab: Pick<Lab, 'open'>, { most = 20, lifetimeMs = 30 * 60_000 }: ReplaysOptions = {}): Replays {
  const running = new Map<string, { readonly opened: AsyncDisposable; readonly timer: NodeJS.Timeout }>();

  const end = async (name: string) => {
    const replay = running.get(name);
    running.delete(name);
    clearTimeout(replay?.timer);
    await replay?.opened[Symbol.asyncDispose]();
  };

  return {
    async start(report) {
      const name = `replay-${randomBytes(8).toString('hex')}`;
      const scenario = readScenario(report, name);
      if (scenario === undefined) return undefined;
      const opened = await lab.open(scenario);
      running.set(name, { opened, timer: setTimeout(() => void end(name), lifetimeMs).unref() });
      const [oldest = name] = running.keys();
      if (running.size > most) await end(oldest);
      return entryOf(scenario);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...running.keys()].map(end));
    },
  };
}

function readScenario(report: Report, name: string) {
  try {
    return replayReport(report, name);
  } catch (error) {
    if (error instanceof NotReplayable) return undefined;
    throw error;
  }
}
