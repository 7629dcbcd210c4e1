import { type Discovery, hostDefect } from '@inbox-connect/core';
import { type EnteredSettings, emptySettings } from './entered-settings.ts';

type Guess = Pick<EnteredSettings, 'imap' | 'smtp'>;

/** Where mail servers usually are under the domain of an address, once nobody who was asked knows better. Where the provider is known to have none that we could reach, there is nothing to guess. */
export function guessServers({ candidates, provider }: Discovery, email: string): Guess | undefined {
  if (candidates.length > 0 || provider?.auth === 'unsupported' || provider?.auth === 'bridge') return undefined;
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  const hosts = { imap: `imap.${domain}`, smtp: `smtp.${domain}` };
  if (hostDefect(hosts.imap) !== undefined) return undefined;
  return { imap: { ...emptySettings.imap, host: hosts.imap }, smtp: { ...emptySettings.smtp, host: hosts.smtp } };
}
