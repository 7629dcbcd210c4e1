import type { Catalogue } from '@inbox-connect/catalogue';
import { type FieldError, type FieldErrorCode, fieldErrorCodes, parseCheckRequest } from '@inbox-connect/core';
import { type FieldErrors, get, type Resolver, set } from 'react-hook-form';
import { type EnteredSettings, toCheckRequest } from './entered-settings.ts';

/** The fields that can be refused, in the order in which they stand in the form. */
export const fieldNames = [
  'email',
  'password',
  'imap.host',
  'imap.port',
  'imap.security',
  'smtp.host',
  'smtp.port',
  'smtp.security',
  'username',
  'allowNonSecureCertificate',
  'sendTestMessage',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** The fields of the first step; all others but the advanced options belong to the second. */
export const accountFields = ['email', 'password', 'username'] as const satisfies readonly FieldName[];

/** Judges the form by the schema of the service itself, so that both always agree. An error is kept as its code: the language may change while it is shown. */
export const resolver: Resolver<EnteredSettings> = (entered) => {
  const parsed = parseCheckRequest(toCheckRequest(entered, 'en'));
  if ('request' in parsed) return { values: entered, errors: {} };
  const errors = {};
  for (const { field, code } of parsed.errors.map((error) => withMissingPort(error, entered))) {
    set(errors, field, { type: code });
  }
  return { values: {}, errors };
};

/** The sentence for a field that has an error; undefined for one that has none. */
export function describeFieldError({ t }: Catalogue, field: FieldName, error: { readonly type: string } | undefined): string | undefined {
  const code = fieldErrorCodes.find((known) => known === error?.type);
  if (code === undefined) return undefined;
  if (field === 'password' && code === 'control-character') return t('form.password-control');
  const name = missable.find((candidate) => candidate === field.replace('.', '-'));
  return code === 'missing' && name !== undefined ? t(`form.missing.${name}`) : t(`fields.${code}`);
}

/** What the form calls a field. */
function labelOf({ t }: Catalogue, field: FieldName): string {
  switch (field) {
    case 'email':
    case 'password':
    case 'username':
      return t(`form.${field}`);
    case 'imap.host':
      return t('form.imap-host');
    case 'imap.port':
      return t('form.imap-port');
    case 'imap.security':
      return t('form.imap-security');
    case 'smtp.host':
      return t('form.smtp-host');
    case 'smtp.port':
      return t('form.smtp-port');
    case 'smtp.security':
      return t('form.smtp-security');
    case 'allowNonSecureCertificate':
      return t('form.allow-certificate');
    case 'sendTestMessage':
      return t('form.send-message');
  }
}

/** The errors of the form as lines for the summary; one that lacks its field's name gets it in front. */
export function summarize(catalogue: Catalogue, errors: FieldErrors<EnteredSettings>): readonly { readonly field: FieldName; readonly line: string }[] {
  return fieldNames.flatMap((field) => {
    const error: { type: FieldErrorCode } | undefined = get(errors, field);
    const sentence = describeFieldError(catalogue, field, error);
    if (sentence === undefined) return [];
    const complete = error?.type === 'missing' || field === 'password';
    return [{ field, line: complete ? sentence : catalogue.t('form.summary-line', { field: labelOf(catalogue, field), sentence }) }];
  });
}

const missable = ['email', 'password', 'imap-host', 'imap-port', 'smtp-host', 'smtp-port'] as const;

/** An empty port is missing rather than out of range. */
function withMissingPort({ field, code }: FieldError, entered: EnteredSettings): FieldError {
  const empty = (field === 'imap.port' && entered.imap.port.trim() === '') || (field === 'smtp.port' && entered.smtp.port.trim() === '');
  return { field, code: empty ? 'missing' : code };
}
