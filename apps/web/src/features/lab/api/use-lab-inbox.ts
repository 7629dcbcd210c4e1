import { fetchLabInbox } from '@inbox-connect/client';
import { useQuery } from '@tanstack/react-query';

/** What has arrived from the lab; asked for again and again, so that a message is seen coming in. */
export function useLabInbox() {
  return useQuery({ queryKey: ['lab-inbox'], queryFn: ({ signal }) => fetchLabInbox({ signal }), refetchInterval: 2_000, staleTime: 0 });
}
