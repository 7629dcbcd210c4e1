import { fetchAppPasswords } from '@inbox-connect/client';
import { useQuery } from '@tanstack/react-query';

/** The pages where people make an app password; none until they are there. */
export function useAppPasswords() {
  return useQuery({ queryKey: ['app-passwords'], queryFn: ({ signal }) => fetchAppPasswords({ signal }), retry: 2 }).data ?? [];
}
