import { fetchReport, fetchSharedReport } from '@inbox-connect/client';
import { useQuery } from '@tanstack/react-query';

/** A report that somebody has shared. Each time that it is asked for counts as a view. */
export function useSharedReport(token: string) {
  return useQuery({ queryKey: ['shared-report', token], queryFn: ({ signal }) => fetchSharedReport(token, { signal }) });
}

/** The report of a check of one's own, as long as the service has it. */
export function useCheckReport(id: string) {
  return useQuery({ queryKey: ['report', id], queryFn: ({ signal }) => fetchReport(id, { signal }), refetchOnMount: 'always' });
}
