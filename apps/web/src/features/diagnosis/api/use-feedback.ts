import { sendFeedback } from '@inbox-connect/client';
import type { Feedback } from '@inbox-connect/core';
import { useMutation } from '@tanstack/react-query';

/** Tells the service whether an explanation helped. */
export function useFeedback() {
  return useMutation({ mutationFn: (feedback: Feedback) => sendFeedback(feedback) });
}
