import { cancelCheck, fetchReport, followCheckAndConnection } from '@inbox-connect/client';
import { queryOptions, experimental_streamedQuery as streamedQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FollowedCheck, notFollowedYet } from '../clock.ts';
import { follow } from '../follow.ts';
import { endSlowMotion, paced } from '../slow-motion.ts';

/** Soon at first, then every three seconds: somebody is watching. After two minutes it is theirs to ask again. */
const retryDelays: readonly number[] = [200, 500, 1_000, ...Array<number>(40).fill(3_000)];

/** Follows a check from its first event to its last; the reducer of core makes its progress out of them. */
export function checkQuery(id: string) {
  return queryOptions<FollowedCheck>({
    queryKey: ['check', id],
    queryFn: streamedQuery({
      streamFn: ({ client, queryKey, signal }) =>
        paced(id, followCheckAndConnection(id, { signal, retryDelays, lastEventId: client.getQueryData<FollowedCheck>(queryKey)?.lastEventId ?? 0 }), signal),
      reducer: follow,
      initialValue: notFollowedYet,
      // What has come stays: following again goes on behind it.
      refetchMode: 'append',
    }),
    // Whoever left a running check and comes back to it follows it again; one that has ended is as it is.
    refetchOnMount: ({ state }) => (state.data?.progress.report.outcome === null ? 'always' : false),
    structuralSharing: false,
    gcTime: 15 * 60_000,
  });
}

export function useCheck(id: string) {
  return useQuery(checkQuery(id));
}

/** The progress of a check that somebody else follows. */
export function useFollowed(id: string) {
  return useQuery({ ...checkQuery(id), enabled: false }).data?.progress;
}

/** Shows at once what is still to come of a check in slow motion. Answers whether it was in slow motion. */
export function useEndSlowMotion(id: string): () => boolean {
  const queries = useQueryClient();
  return () => {
    queries.setQueryData(checkQuery(id).queryKey, (followed) => followed && { ...followed, isSlow: false });
    return endSlowMotion(id);
  };
}

/** Stops a check; that it has stopped comes as events of its own. One in slow motion may be over already: then its end is shown, and its report stays. */
export function useCancelCheck(id: string) {
  const endSlowMotion = useEndSlowMotion(id);
  return useMutation({
    mutationFn: async () => {
      if (endSlowMotion() && (await fetchReport(id)).outcome !== null) return;
      await cancelCheck(id);
    },
  });
}
