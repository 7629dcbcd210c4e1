import { cancelCheck, followCheck } from '@inbox-connect/client';
import { experimental_streamedQuery as streamedQuery, useMutation, useQuery } from '@tanstack/react-query';
import { type FollowedCheck, follow, notFollowedYet } from '../clock.ts';

/** Follows a check from its first event to its last; the reducer of core makes its progress out of them. */
export function useCheck(id: string) {
  return useQuery<FollowedCheck>({
    queryKey: ['check', id],
    queryFn: streamedQuery({ streamFn: ({ signal }) => followCheck(id, { signal }), reducer: follow, initialValue: notFollowedYet }),
    // Whoever left a running check and comes back to it follows it anew; one that has ended is as it is.
    refetchOnMount: ({ state }) => (state.data?.progress.report.outcome === null ? 'always' : false),
    structuralSharing: false,
    gcTime: 15 * 60_000,
  });
}

/** Stops a check; that it has stopped comes as events of its own. */
export function useCancelCheck(id: string) {
  return useMutation({ mutationFn: () => cancelCheck(id) });
}
