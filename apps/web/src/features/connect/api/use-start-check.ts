import { startCheck } from '@inbox-connect/client';
import type { CheckRequestInput } from '@inbox-connect/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { checkQuery } from '../../progress/api/use-check.ts';

/** Starts a check; the password goes out in this one request. */
export function useStartCheck(onStarted: (id: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: CheckRequestInput) => startCheck(request),
    onSuccess: async ({ id }) => {
      // Its events are asked for before the page is drawn anew: they come while that goes on.
      void queries.prefetchQuery(checkQuery(id));
      await new Promise((resolve) => setTimeout(resolve));
      onStarted(id);
    },
    // The cache forgets the request, and the password in it, as soon as nobody looks.
    gcTime: 0,
  });
}
