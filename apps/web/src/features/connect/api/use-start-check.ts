import { startCheck } from '@inbox-connect/client';
import type { CheckRequestInput } from '@inbox-connect/core';
import { useMutation } from '@tanstack/react-query';

/** Starts a check; the password goes out in this one request. */
export function useStartCheck(onStarted: (id: string) => void) {
  return useMutation({
    mutationFn: (request: CheckRequestInput) => startCheck(request),
    onSuccess: ({ id }) => onStarted(id),
    // The cache forgets the request, and the password in it, as soon as nobody looks.
    gcTime: 0,
  });
}
