import { type Config, ConfigError, parseConfig } from '@inbox-connect/checker';
import { UsageError } from './exit-codes.ts';

/** The settings of the environment, the same for every command. Throws a `UsageError` that says which one is wrong. */
export function readConfig(): Config {
  try {
    return parseConfig();
  } catch (error) {
    throw asUsageError(error);
  }
}

/** A wrong setting is the operator's to mend; every other error stays as it is. */
export function asUsageError(error: unknown): unknown {
  return error instanceof ConfigError ? new UsageError(error.message) : error;
}

/** The password that a program hands to `inbox-connect check` without a terminal. */
export function readInboxPassword(environment: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  return environment['INBOX_PASSWORD'];
}
