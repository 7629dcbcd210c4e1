import type { Problem, Report, StageRecord } from '@inbox-connect/core';

/** What a person worries about first: whether the password is right, and who has seen it. */
export type Reassurance = 'password-accepted' | 'password-not-sent';

/** What the facts say about the password, where that is good news. */
export function reassure({ stages }: Pick<Report, 'stages'>, { service, cause }: Pick<Problem, 'service' | 'cause'>): Reassurance | undefined {
  if (cause === 'cancelled' || cause === 'interrupted' || cause === 'connection-tampered') return undefined;
  const saw = (wanted: StageRecord['service'], type: StageRecord['observations'][number]['type']) =>
    stages.some((stage) => stage.service === wanted && stage.observations.some((observation) => observation.type === type));
  if (service === 'smtp' && saw('imap', 'signed-in')) return 'password-accepted';
  return saw(service, 'credentials-sent') ? undefined : 'password-not-sent';
}
