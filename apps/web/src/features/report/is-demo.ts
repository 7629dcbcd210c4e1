import type { Report } from '@inbox-connect/core';

/** Whether the servers of a report were those of the mail lab. */
export function isDemo({ settings }: Report): boolean {
  return settings !== null && [settings.imap.host, settings.smtp.host].some((host) => host.endsWith('.lab.test'));
}
