import { type Cause, type CheckEvent, type ConnectionSettings, type Report, Secret, signInName } from '@inbox-connect/core';
import { type Lab, labPassword, type Scenario } from '@inbox-connect/lab';
import { check } from '../check.ts';
import type { CheckContext, TestMessagePlan } from '../context.ts';
import { createNetwork } from '../network.ts';

/** Costs its time once. */
const network = createNetwork({ dnsServers: [], allowedNetworks: [], allowedPorts: [] });

interface Options {
  readonly deadlines?: NonNullable<CheckContext['deadlines']>;
  readonly signal?: AbortSignal;
  readonly permit?: NonNullable<CheckContext['permit']>;
  readonly onEvent?: (event: CheckEvent) => void;
  readonly network?: CheckContext['network'];
  /** In place of the lab's own. */
  readonly privateHost?: CheckContext['network']['privateHost'];
  /** The lab's own when left out. */
  readonly password?: string;
  /** No test message when left out. */
  readonly testMessage?: TestMessagePlan;
}

/** A check of an account of the lab, without a test message, to its end. */
export async function checkInLab(lab: Lab, settings: ConnectionSettings, options: Options = {}): Promise<Report> {
  const startedAt = performance.now();
  const context: CheckContext = {
    id: 'test',
    startedAt: new Date().toISOString(),
    elapsed: () => performance.now() - startedAt,
    signal: options.signal ?? new AbortController().signal,
    network: options.network ?? { ...network, privateHost: options.privateHost ?? lab.privateHost },
    testMessage: options.testMessage ?? { skipped: 'no-recipient' },
    ...(options.deadlines === undefined ? {} : { deadlines: options.deadlines }),
    ...(options.permit && { permit: options.permit }),
    onInternalError: (error) => {
      throw error;
    },
  };
  for await (const event of check(settings, { username: signInName(settings), password: new Secret(options.password ?? labPassword) }, context)) {
    options.onEvent?.(event);
    if (event.type === 'check-end') return event.report;
  }
  throw new Error('The check had no end.');
}

/** What only a deadline ends. */
const slow: readonly Cause[] = ['connection-timeout', 'message-not-arrived'];

/** A check of a scenario as the service makes it, its test message seen to arrive; but nobody waits long where the scenario says that nothing will come. */
export function checkScenario(lab: Lab, scenario: Scenario, deadlines: NonNullable<CheckContext['deadlines']> = {}): Promise<Report> {
  const { password, ...settings } = scenario.request;
  const hopeless = Object.fromEntries(scenario.problems.filter(({ cause }) => slow.includes(cause)).map(({ stage }) => [stage, 2_000]));
  const arrivalOf = async (messageId: string, signal: AbortSignal) => {
    while (!lab.deliveredMessages.some(({ data }) => data.includes(messageId))) {
      signal.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return { spf: 'pass', dkim: 'pass', dmarc: 'pass' } as const;
  };
  const testMessage: TestMessagePlan = { recipient: 'bcc@receiver.test', message: { subject: 'Test', text: 'It works.' }, receiver: { arrivalOf } };
  return checkInLab(lab, settings, { password, deadlines: { ...hopeless, ...deadlines }, testMessage });
}

/** Works on a few items at a time: handshakes by the dozen hold the event loop until deadlines pass that nobody has missed. */
export async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const queue = items.entries();
  const results = new Map<number, R>();
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (const [index, item] of queue) results.set(index, await work(item));
    }),
  );
  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
}
