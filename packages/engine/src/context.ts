import type { AuthenticationResult, RecognisedProvider, Secret, Stage } from '@inbox-connect/core';
import type { Network } from './network.ts';

/** What signs in: the same name and password for both services. */
export interface Credentials {
  readonly username: string;
  readonly password: Secret;
}

/** A rendered test message; the engine adds addresses, date and Message-ID. */
export interface TestMessage {
  readonly subject: string;
  readonly text: string;
}

/** What the receiver of the BCC address saw. */
export interface Arrival {
  readonly spf: AuthenticationResult;
  readonly dkim: AuthenticationResult;
  readonly dmarc: AuthenticationResult;
}

/** A mailbox that can tell when a message has arrived. */
export interface Receiver {
  /** Resolves when the message with this Message-ID (angle brackets included) has arrived, also if it came before the call; rejects when the signal aborts. */
  arrivalOf(messageId: string, signal: AbortSignal): Promise<Arrival>;
}

/** Where the one test message of a check goes. Without a receiver the address is foreign and nobody can see it arrive. */
export type TestMessagePlan =
  | { readonly recipient: string; readonly message: TestMessage; readonly receiver: Receiver | undefined }
  | { readonly skipped: 'no-recipient' };

/** Why a check was stopped from outside: the reason of the context's signal. */
export type StopReason = 'cancelled' | 'interrupted';

/** All that one check needs from its surroundings. */
export interface CheckContext {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Milliseconds since the check was asked for. */
  readonly elapsed: () => number;
  /** Aborted with a `StopReason` as its reason. */
  readonly signal: AbortSignal;
  /** Asked before credentials are sent and before the test message is: resolves when that may be done. Whoever does not permit it aborts the signal. */
  readonly permit?: (act: 'sign-in' | 'send') => Promise<void>;
  readonly network: Network;
  readonly testMessage: TestMessagePlan;
  /** What is known about the provider to whom a server belongs, for this address; asks nobody. */
  readonly recogniseProvider?: (host: string, email: string) => RecognisedProvider | undefined;
  /** Milliseconds in place of the stages' own (`stageDeadlines`), the check's and that of all probes of a service; for tests. */
  readonly deadlines?: Partial<Readonly<Record<Stage | 'check' | 'probe', number>>>;
  /** Told about an exception of ours; the reference stands in the report. */
  readonly onInternalError: (error: unknown, reference: string) => void;
}
