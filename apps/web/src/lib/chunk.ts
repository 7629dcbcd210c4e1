import { useQuery } from '@tanstack/react-query';
import { useAllWords } from './catalogue.ts';

/** A part of the page that comes by itself: there, still on its way, or not to be had. */
export type Chunk<T> =
  | { readonly state: 'loaded'; readonly module: T }
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly retry: () => void };

/**
 * Loads a part of the page that the first load need not bring, and its words. React's `lazy` would hold it back for 300 ms
 * at least, and keep a failure for ever.
 */
export function useChunk<T>(name: string, load: () => Promise<T>, isWanted = true): Chunk<T> {
  const words = useAllWords(isWanted);
  const { data, isError, isFetching, refetch } = useQuery({
    queryKey: ['chunk', name],
    queryFn: load,
    enabled: isWanted,
    structuralSharing: false,
    retry: 2,
    retryDelay: 500,
  });
  if (data !== undefined && words.areThere) return { state: 'loaded', module: data };
  if (!words.failed && (!isError || isFetching)) return { state: 'loading' };
  const retry = () => {
    if (words.failed) words.retry();
    if (isError) void refetch();
  };
  return { state: 'failed', retry };
}
