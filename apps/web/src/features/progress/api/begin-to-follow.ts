import type { QueryClient } from '@tanstack/react-query';
import { showInSlowMotion } from '../slow-motion.ts';
import { checkQuery } from './use-check.ts';

/** Milliseconds after which a check is shown without a stage: it stands in line, or is far away. */
const firstStageMs = 100;

/**
 * Asks for the events of a check, and resolves when it tells of its first stage, cannot be followed, or takes its time. To
 * draw the page takes longer than that event needs to come, and would keep it waiting: so it is drawn with it.
 */
export async function beginToFollow(queries: QueryClient, id: string, { isSlow }: { readonly isSlow: boolean }): Promise<void> {
  if (isSlow) showInSlowMotion(id);
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
