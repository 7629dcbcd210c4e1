import { fetchLab } from '@inbox-connect/client';
import { useQuery } from '@tanstack/react-query';
import { useFormContext, useWatch } from 'react-hook-form';
import { useConfig } from '../../../lib/config.ts';
import type { EnteredSettings } from '../../connect/entered-settings.ts';

/** The stories of the mail lab; undefined while they are on their way or where the lab is off. */
export function useLab() {
  const config = useConfig();
  return useQuery({ queryKey: ['lab'], queryFn: ({ signal }) => fetchLab({ signal }), enabled: config?.lab === true, retry: 2 }).data;
}

/** Whether the form names a server of the lab: its accounts get their test message also where no BCC address is set up. */
export function useIsLabAccount(): boolean {
  const { control } = useFormContext<EnteredSettings>();
  const host = useWatch({ control, name: 'smtp.host' });
  return useLab()?.some(({ request }) => request.smtp.host === host.trim()) ?? false;
}
