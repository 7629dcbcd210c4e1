import { fetchReport, fetchSharedReport } from '@inbox-connect/client';
import { useQuery } from '@tanstack/react-query';
import { type KeptLink, readKeptLinks } from '../kept-links.ts';

/** A report that somebody has shared. Each time that it is asked for counts as a view, unless it was shared from this browser. */
export function useSharedReport(token: string) {
  return useQuery({
    queryKey: ['shared-report', token],
    queryFn: ({ signal }) => fetchSharedReport(token, { signal, revokeKey: readKeptLinks(new Date()).find((link) => link.token === token)?.revokeKey }),
  });
}

/** How often a report that was shared from here has been opened. */
export function useViews({ token, revokeKey }: KeptLink): number | undefined {
  return useQuery({ queryKey: ['views', token], queryFn: ({ signal }) => fetchSharedReport(token, { signal, revokeKey }), refetchOnMount: 'always' }).data
    ?.views;
}

/** The report of a check of one's own, as long as the service has it. */
export function useCheckReport(id: string) {
  return useQuery({ queryKey: ['report', id], queryFn: ({ signal }) => fetchReport(id, { signal }), refetchOnMount: 'always' });
}
