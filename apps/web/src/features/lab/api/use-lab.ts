import { fetchLab } from '@inbox-connect/client';
import { useQuery } from '@tanstack/react-query';
import { useFormContext, useWatch } from 'react-hook-form';
import { useConfig } from '../../../lib/config.ts';
import { type EnteredSettings, trimUnseen } from '../../connect/entered-settings.ts';

/** The stories of the mail lab; none come where the lab is off. */
export function useLab() {
  const config = useConfig();
  return useQuery({ queryKey: ['lab'], queryFn: ({ signal }) => fetchLab({ signal }), enabled: config?.lab === true, retry: 2 });
}

/** Whether the form names an account of the lab: those get their test message also where no BCC address is set up. */
export function useIsLabAccount(): boolean {
  const { control } = useFormContext<EnteredSettings>();
  const domain = domainOf(trimUnseen(useWatch({ control, name: 'email' })));
  return useLab().data?.some(({ request }) => domainOf(request.email) === domain) ?? false;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
