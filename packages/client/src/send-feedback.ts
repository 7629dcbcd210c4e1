import type { Feedback } from '@inbox-connect/core';
import { type RequestOptions, send } from './request.ts';

/** Says whether the explanation of a problem helped. */
export async function sendFeedback(feedback: Feedback, options: RequestOptions = {}): Promise<void> {
  await send('/api/feedback', options, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(feedback) });
}
