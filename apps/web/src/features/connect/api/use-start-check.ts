import { startCheck } from '@inbox-connect/client';
import type { CheckRequestInput } from '@inbox-connect/core';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { checkQuery } from '../../progress/api/use-check.ts';

/** Milliseconds that the page waits for the first stage before it shows a check without one: one that stands in line, or is far away. */
const firstStageMs = 100;

/** Starts a check; the password goes out in this one request. */
export function useStartCheck(onStarted: (id: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: CheckRequestInput) => startCheck(request),
    onSuccess: async ({ id }) => {
      // To draw the page takes longer than the first event needs to come, and would keep it waiting: so it is drawn with it.
      await firstStage(queries, id);
      onStarted(id);
    },
    // The cache forgets the request, and the password in it, as soon as nobody looks.
    gcTime: 0,
  });
}

/** Resolves when the check tells of its first stage, cannot be followed, or takes its time. */
async function firstStage(queries: QueryClient, id: string): Promise<void> {
  const query = checkQuery(id);
  const { promise, resolve } = Promise.withResolvers<void>();
  const unsubscribe = queries.getQueryCache().subscribe(() => {
    if ((queries.getQueryData(query.queryKey)?.lastEventId ?? 0) > 1) resolve();
  });
  const timer = setTimeout(resolve, firstStageMs);
  void queries.prefetchQuery(query).finally(resolve);
  await promise;
  clearTimeout(timer);
  unsubscribe();
}
