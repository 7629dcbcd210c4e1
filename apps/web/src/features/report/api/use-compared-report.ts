import { fetchReport, fetchSharedReport } from '@inbox-connect/client';
import { diagnoseAgain, type Report } from '@inbox-connect/core';
import { type QueryClient, type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReportOrigin } from '../../../lib/route.ts';
import type { FollowedCheck } from '../../progress/clock.ts';

/** A report of a comparison, by what its address says: `check-` or `shared-` and what the service knows it by, `file-` and a name of ours. */
export function useComparedReport(source: string) {
  return useQuery({
    queryKey: keyOf(source),
    queryFn: async ({ signal }) => diagnoseAgain(await fetchCompared(source, signal)).report,
    enabled: source !== '',
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** A file is known only as long as the page is open. */
async function fetchCompared(source: string, signal: AbortSignal): Promise<Report> {
  const [, kind, id = ''] = /^(check|shared)-(.+)$/.exec(source) ?? [];
  if (kind === 'check') return fetchReport(id, { signal });
  if (kind === 'shared') return (await fetchSharedReport(id, { signal })).report;
  throw new Error('The file of this report was opened before the page was loaded again');
}

/** Has a report ready for a comparison; answers what names it in an address. */
export function keepForComparison(queries: QueryClient, report: Report, origin: ReportOrigin): string {
  const source = origin.type === 'check' ? checkSource(origin.id) : origin.type === 'shared' ? `shared-${origin.token}` : `file-${crypto.randomUUID()}`;
  queries.setQueryData(keyOf(source), diagnoseAgain(report).report);
  return source;
}

export function checkSource(id: string): string {
  return `check-${id}`;
}

/** What a link to a shared report names; undefined for another link. */
export function sourceOfLink(link: string): string | undefined {
  const [, token] = /(?:^|\/report\/)([\w-]{20,})(?:[/?#].*)?$/.exec(link.trim()) ?? [];
  return token === undefined ? undefined : `shared-${token}`;
}

/** The checks of this page that have ended, the last one first. */
export function useEndedChecks(): readonly Report[] {
  const cached = useQueryClient()
    .getQueryCache()
    .findAll({ queryKey: ['check'] });
  return cached
    .flatMap(({ state }) => (isFollowed(state.data) && state.data.progress.report.outcome !== null ? [state.data.progress.report] : []))
    .sort((one, other) => other.startedAt.localeCompare(one.startedAt));
}

function isFollowed(data: unknown): data is FollowedCheck {
  return typeof data === 'object' && data !== null && 'progress' in data;
}

function keyOf(source: string): QueryKey {
  return ['compared', source];
}
