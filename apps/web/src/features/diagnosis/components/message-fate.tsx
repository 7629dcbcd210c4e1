import type { Report } from '@inbox-connect/core';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { findObservation } from '../find-observation.ts';

/** What became of the test message, in one sentence. */
export function MessageFate({ report }: { readonly report: Report }) {
  const { t, formatDuration } = useCatalogue();
  const arrived = findObservation(report, 'smtp', 'message-arrived');
  if (arrived !== undefined) return t('result.arrived', { duration: formatDuration(arrived.afterMs) });
  if (findObservation(report, 'smtp', 'message-missing') !== undefined) return t('result.not-arrived');
  return t(findObservation(report, 'smtp', 'message-accepted') === undefined ? 'result.not-sent' : 'result.sent');
}
