import { type CheckEvent, type ConnectionSettings, type Report, Secret, signInName } from '@inbox-connect/core';
import { type Lab, labPassword } from '@inbox-connect/lab';
import { check } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { createNetwork } from '../network.ts';

/** Costs its time once. */
const network = createNetwork({ dnsServers: [], allowedNetworks: [], allowedPorts: [] });

interface Options {
  readonly deadlines?: NonNullable<CheckContext['deadlines']>;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: CheckEvent) => void;
  readonly network?: CheckContext['network'];
  /** In place of the lab's own. */
  readonly privateHost?: CheckContext['network']['privateHost'];
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
    testMessage: { skipped: 'no-recipient' },
    ...(options.deadlines === undefined ? {} : { deadlines: options.deadlines }),
    onInternalError: (error) => {
      throw error;
    },
  };
  for await (const event of check(settings, { username: signInName(settings), password: new Secret(labPassword) }, context)) {
    options.onEvent?.(event);
    if (event.type === 'check-end') return event.report;
  }
  throw new Error('The check had no end.');
}
