import type { ConnectionSettings } from './settings.ts';

/** Everything of the mail lab is under this name, which is nobody else's (RFC 6761 s.6.2). */
export const demoDomain = 'lab.test';

/** Whether one of the servers is of the mail lab, so that what is told about them is a demo. */
export function isDemo({ imap, smtp }: Pick<ConnectionSettings, 'imap' | 'smtp'>): boolean {
  return [imap, smtp].some(({ host }) => host.toLowerCase().replace(/\.$/, '').endsWith(`.${demoDomain}`));
}
