import { parseArgs } from 'node:util';
import { chooseLocale } from '@inbox-connect/catalogue';
import { type Config, ConfigError, parseConfig } from '@inbox-connect/checker';
import type { Locale } from '@inbox-connect/core';
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

/** The language of the command line: `--lang`, or what the environment says, in the order of POSIX. */
export function readLocale(commandLine: readonly string[] = process.argv, environment: Readonly<Record<string, string | undefined>> = process.env): Locale {
  const { values } = parseArgs({ args: [...commandLine], options: { lang: { type: 'string' } }, strict: false });
  const flag = typeof values.lang === 'string' ? values.lang : undefined;
  return chooseLocale([flag, environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG']]);
}

/** A terminal that cannot move its cursor gets plain lines. */
export function isDumbTerminal(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return environment['TERM'] === 'dumb';
}
