import { randomBytes } from 'node:crypto';
import { type CheckEvent, type CheckProgress, type ConnectionSettings, createRedactor } from '@inbox-connect/core';
import { recogniseProvider } from '@inbox-connect/discovery';
import type { CheckContext, Credentials, Network, TestMessagePlan } from '@inbox-connect/engine';
import { endAfterCrash } from './end-after-crash.ts';

/** Runs one check: the engine, or a stand-in of a test. */
export type RunCheck = (settings: ConnectionSettings, credentials: Credentials, context: CheckContext) => AsyncIterable<CheckEvent>;

/** What checks are run with, whoever runs them. */
export interface EngineParts {
  readonly run: RunCheck;
  readonly network: Network;
  readonly planTestMessage: (settings: ConnectionSettings) => TestMessagePlan;
  /** Told about an exception of ours, its text already free of the password. */
  readonly onInternalError: (reference: string, text: string) => void;
}

/** One check as whoever runs it knows it. */
export interface RunningCheck extends Pick<CheckContext, 'signal' | 'elapsed' | 'permit'> {
  readonly id: string;
  readonly settings: ConnectionSettings;
  /** What has been told so far: every event that `tellCheck` yielded is in it when the next one is asked for. */
  readonly progress: CheckProgress;
}

/** Tells one check from its first event to its end, also when the engine itself breaks down. */
export async function* tellCheck(check: RunningCheck, credentials: Credentials, { run, network, planTestMessage, onInternalError }: EngineParts) {
  const report = (error: unknown, reference: string) => onInternalError(reference, textOf(error, credentials));
  const { id, settings, signal, permit } = check;
  try {
    const context: CheckContext = {
      id,
      startedAt: new Date().toISOString(),
      elapsed: () => check.elapsed(),
      signal,
      network,
      testMessage: planTestMessage(settings),
      recogniseProvider,
      onInternalError: report,
      ...(permit && { permit }),
    };
    let last: CheckEvent['type'] | undefined;
    for await (const event of run(settings, credentials, context)) {
      last = event.type;
      yield event;
    }
    if (last !== 'check-end') throw new Error('A check stopped telling before its end');
  } catch (error) {
    const reference = randomBytes(6).toString('hex');
    report(error, reference);
    yield* endAfterCrash(check, reference);
  }
}

/** What went wrong, without the password; told for certain, since nothing else would end the check. */
function textOf(error: unknown, { username, password }: Credentials): string {
  try {
    return createRedactor({ username, password: password.reveal() })(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } catch {
    return 'An error that cannot be told without the password';
  }
}
