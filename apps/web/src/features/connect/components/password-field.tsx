import { useState } from 'react';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { describedBy, Field, inputClasses } from '../../../components/field.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import type { EnteredSettings } from '../entered-settings.ts';
import { describeFieldError } from '../field-errors.ts';

/** The password, hidden unless asked for. It is never altered: what looks like a slip is pointed out. */
export function PasswordField({ again, isForApps }: { readonly again: boolean; readonly isForApps: boolean }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const { register, getFieldState } = useFormContext<EnteredSettings>();
  const formState = useFormState<EnteredSettings>({ name: 'password' });
  const password = useWatch<EnteredSettings, 'password'>({ name: 'password' });
  const [shown, setShown] = useState(false);
  const error = describeFieldError(catalogue, 'password', getFieldState('password', formState).error);
  const slip = /^\s|\s$/u.test(password) && !/\p{Cc}/u.test(password) ? t('form.password-space') : undefined;
  const hint = (
    <>
      {slip !== undefined && <span className="mb-1 block font-medium text-warn">{slip}</span>}
      {again ? t('form.password-again') : t('form.password-hint')}
    </>
  );
  return (
    <Field id="password" label={t(isForApps ? 'discovery.app-password' : 'form.password')} hint={hint} error={error}>
      <div className="relative">
        <input
          {...register('password')}
          id="password"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          className={classes(inputClasses, 'pr-20', shown && 'font-mono')}
          {...describedBy('password', { error, hint })}
        />
        <button
          type="button"
          aria-label={shown ? t('form.hide-password-label') : t('form.show-password-label')}
          aria-controls="password"
          onClick={() => setShown(!shown)}
          className="absolute inset-y-1 right-1 rounded-lg px-3 text-md font-semibold text-mute hover:text-ink"
        >
          {shown ? t('form.hide-password') : t('form.show-password')}
        </button>
      </div>
    </Field>
  );
}
