import type { Cause, ErrorId, Security, Service, Stage } from './vocabulary.ts';

/** The stages that one service goes through, in order. */
export interface ServicePlan {
  readonly service: Service;
  readonly stages: readonly Stage[];
}

const untilSecured: Readonly<Record<Security, readonly Stage[]>> = {
  tls: ['resolve', 'connect', 'secure', 'greet'],
  starttls: ['resolve', 'connect', 'greet', 'secure'],
  none: ['resolve', 'connect', 'greet'],
};

/** Plans both lanes of a check; stages that a person switched off stay in the plan and are skipped with a reason. */
export function planStages(imap: Security, smtp: Security): readonly ServicePlan[] {
  return [
    { service: 'imap', stages: [...untilSecured[imap], 'authenticate', 'select'] },
    { service: 'smtp', stages: [...untilSecured[smtp], 'authenticate', 'send', 'arrive'] },
  ];
}

/** Milliseconds each stage may take in all, however busy the server keeps us. */
export const stageDeadlines: Readonly<Record<Stage, number>> = {
  resolve: 4_000,
  connect: 8_000,
  secure: 8_000,
  greet: 10_000,
  authenticate: 15_000,
  select: 10_000,
  send: 20_000,
  arrive: 30_000,
};

/** Milliseconds after which everything up to `send` ends; `arrive` has its own deadline. */
export const checkDeadline = 60_000;

/** Milliseconds in which all probes after a failure of one service must have told what they found. */
export const probeDeadline = 6_000;

/** The five steps that a person sees. */
export type Step = 1 | 2 | 3 | 4 | 5;
export const steps: readonly Step[] = [1, 2, 3, 4, 5];

/** The step of the article that a stage belongs to. */
export function stepOf(service: Service, stage: Stage): Step {
  switch (stage) {
    case 'resolve':
    case 'connect':
    case 'secure':
    case 'greet':
      return service === 'imap' ? 1 : 3;
    case 'authenticate':
    case 'select':
      return service === 'imap' ? 2 : 4;
    case 'send':
    case 'arrive':
      return 5;
  }
}

/** The article's error for a cause found in a stage. */
export function errorOf(service: Service, stage: Stage, cause: Cause): ErrorId {
  if (cause.startsWith('certificate-')) return 'certificate-not-trusted';
  if (cause === 'app-password-required') return 'app-password-required';
  if (cause === 'wrong-credentials' || cause === 'username-format') return 'unauthorized';
  switch (stage) {
    case 'resolve':
    case 'connect':
      return `${service}-settings-incorrect`;
    case 'secure':
    case 'greet':
    case 'select':
      return `${service}-validation-error`;
    case 'authenticate':
      return `${service}-authentication-error`;
    case 'send':
    case 'arrive':
      return 'test-message-failed';
  }
}
