import type { QueryClient } from '@tanstack/react-query';
import { showInSlowMotion } from '../slow-motion.ts';
import { checkQuery } from './use-check.ts';

/** Asks for the events of a check before the page is drawn anew: they come while that goes on. */
export function beginToFollow(queries: QueryClient, id: string, { isSlow }: { readonly isSlow: boolean }): void {
  if (isSlow) showInSlowMotion(id);
  void queries.prefetchQuery(checkQuery(id));
}
