import { cancelCheck, followCheck } from '@inbox-connect/client';
import { type CheckProgress, emptyProgress, reduceCheck } from '@inbox-connect/core';
import { experimental_streamedQuery as streamedQuery, useMutation, useQuery } from '@tanstack/react-query';

/** Follows a check from its first event to its last; the reducer of core makes the progress out of them. */
export function useCheck(id: string) {
  return useQuery<CheckProgress>({
    queryKey: ['check', id],
    queryFn: streamedQuery({ streamFn: ({ signal }) => followCheck(id, { signal }), reducer: reduceCheck, initialValue: emptyProgress }),
    // Whoever left a running check and comes back to it follows it anew; one that has ended is as it is.
    refetchOnMount: ({ state }) => (state.data?.report.outcome === null ? 'always' : false),
    structuralSharing: false,
    gcTime: 15 * 60_000,
  });
}

/** Stops a check; that it has stopped comes as events of its own. */
export function useCancelCheck(id: string) {
  return useMutation({ mutationFn: () => cancelCheck(id) });
}
