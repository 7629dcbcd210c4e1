import type { Observation, StageRecord } from './observation.ts';
import type { Service } from './vocabulary.ts';

/** Server software that is worth a word beside the result. */
export const remarkIds = ['courier-imap', 'test-server', 'unmaintained-server'] as const;
export type RemarkId = (typeof remarkIds)[number];

/** A word about a server that is no problem: it changes neither outcome nor verdicts. */
export interface Remark {
  readonly id: RemarkId;
  readonly service: Service;
  readonly software: string;
}

const bySoftware: ReadonlyMap<string, RemarkId> = new Map([
  ['Courier-IMAP', 'courier-imap'],
  ['GreenMail', 'test-server'],
  ['UW IMAP', 'unmaintained-server'],
]);

/** What the servers have told about themselves that a person should know. */
export function remarksOn(stages: readonly StageRecord[]): readonly Remark[] {
  const remarks = stages.flatMap(({ service, observations }) =>
    observations.flatMap((observation): readonly Remark[] => {
      const software = softwareIn(observation);
      const id = software && bySoftware.get(software);
      return software && id ? [{ id, service, software }] : [];
    }),
  );
  return remarks.filter(({ id, service }, index) => remarks.findIndex((other) => other.id === id && other.service === service) === index);
}

function softwareIn(observation: Observation): string | undefined {
  if (observation.type === 'greeting-received') return observation.software;
  // A greeting can be rewritten; nobody else calls its access control lists like that.
  if (observation.type === 'capabilities-listed' && observation.capabilities.includes('ACL2=UNION')) return 'Courier-IMAP';
  return undefined;
}
