import { useQuery } from '@tanstack/react-query';

/**
 * The components of the result. They are loaded while the check runs, so that the first page need not bring them; `lazy`
 * would hold the result back for another moment, since React shows every fallback for 300 ms at least.
 */
export function useResultView() {
  return useQuery({ queryKey: ['result-view'], queryFn: () => import('../components/result.tsx'), structuralSharing: false, throwOnError: true, retry: 2 })
    .data;
}
