import { fetchConfig } from '@inbox-connect/client';
import { useQuery } from '@tanstack/react-query';

/** What the service tells about itself; undefined until it has answered. */
export function useConfig() {
  return useConfigQuery().data;
}

/** The same, for what cannot be shown without the answer. */
export function useConfigQuery() {
  return useQuery({ queryKey: ['config'], queryFn: ({ signal }) => fetchConfig({ signal }), retry: 2 });
}
