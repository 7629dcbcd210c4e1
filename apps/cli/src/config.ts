/** The password that a program hands to `inbox-connect check` without a terminal. */
export function readInboxPassword(environment: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  return environment['INBOX_PASSWORD'];
}
