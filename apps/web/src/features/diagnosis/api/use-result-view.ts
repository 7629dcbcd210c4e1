import { useQuery } from '@tanstack/react-query';
import { useAllWords } from '../../../lib/catalogue.ts';

/**
 * The components of the result and their words. They are loaded while the check runs, so that the first page need not bring them; `lazy`
 * would hold the result back for another moment, since React shows every fallback for 300 ms at least.
 */
export function useResultView() {
  const hasWords = useAllWords();
  const { data } = useQuery({
    queryKey: ['result-view'],
    queryFn: () => import('../components/result.tsx'),
    structuralSharing: false,
    throwOnError: true,
    retry: 2,
  });
  return hasWords ? data : undefined;
}
