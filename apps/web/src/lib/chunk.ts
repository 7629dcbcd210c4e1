import { useQuery } from '@tanstack/react-query';
import { useAllWords } from './catalogue.ts';

/** A part of the page that comes by itself: there, still on its way, or not to be had. */
export type Chunk<T> =
  | { readonly state: 'loaded'; readonly module: T }
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly retry: () => void };

/** Loads a part of the page that the first load need not bring, and its words. */
export function useChunk<T>(name: string, load: () => Promise<T>, isWanted = true): Chunk<T> {
  const words = useAllWords(isWanted);
  const part = useModule(name, load, isWanted);
  if (part.state === 'loaded' && words.areThere) return part;
  if (!words.failed && part.state !== 'failed') return { state: 'loading' };
  const retry = () => {
    if (words.failed) words.retry();
    if (part.state === 'failed') part.retry();
  };
  return { state: 'failed', retry };
}

/** Loads a part of the page that has its words already. React's `lazy` would hold it back for 300 ms at least, and keep a failure for ever. */
export function useModule<T>(name: string, load: () => Promise<T>, isWanted = true): Chunk<T> {
  const { data, isError, isFetching, refetch } = useQuery({
    queryKey: ['chunk', name],
    queryFn: load,
    enabled: isWanted,
    structuralSharing: false,
    retry: 2,
    retryDelay: 500,
  });
  if (data !== undefined) return { state: 'loaded', module: data };
  return isError && !isFetching ? { state: 'failed', retry: () => void refetch() } : { state: 'loading' };
}
