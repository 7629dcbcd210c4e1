import type { Catalogue } from '@inbox-connect/catalogue';
import type { FieldError } from '@inbox-connect/core';

/** What is wrong with the settings of a check, a line each, by the flag that sets it: `--imap host`. */
export function describeFieldErrors(errors: readonly FieldError[], { t }: Catalogue): string {
  return errors.map(({ field, code }) => t('cli.refusedField', { field: flagOf(field, t), reason: t(`fields.${code}`) })).join('\n');
}

function flagOf(field: string, t: Catalogue['t']): string {
  if (field === '' || field === 'password') return t(field === '' ? 'cli.wholeRequest' : 'cli.thePassword');
  return `--${field.replaceAll('.', ' ')}`;
}
