import { type RequestOptions, send } from './request.ts';

/** Stops a check that runs (its events then tell the end); removes one that has ended. */
export async function cancelCheck(id: string, options: RequestOptions = {}): Promise<'cancelling' | 'removed'> {
  const response = await send(`/api/checks/${encodeURIComponent(id)}`, options, { method: 'DELETE' });
  return response.status === 202 ? 'cancelling' : 'removed';
}
