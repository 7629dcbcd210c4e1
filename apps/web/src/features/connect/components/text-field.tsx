import type { ComponentProps } from 'react';
import { useFormContext, useFormState } from 'react-hook-form';
import { describedBy, Field, inputClasses } from '../../../components/field.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { EnteredSettings } from '../entered-settings.ts';
import { describeFieldError } from '../field-errors.ts';

type TextFieldName = 'email' | 'username' | 'imap.host' | 'imap.port' | 'smtp.host' | 'smtp.port';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'name'> {
  readonly name: TextFieldName;
  readonly label: string;
  /** The name for those who do not see the group that the field stands in. */
  readonly spokenLabel?: string;
  readonly hint?: string;
  readonly onTyped?: (value: string) => void;
  /** The focus goes to something else, or to nothing. */
  readonly onLeft?: (value: string, to: EventTarget | null) => void;
}

interface TextEvent {
  readonly target: { readonly value: string };
  readonly relatedTarget?: EventTarget | null;
}

/** One line of text. Its id is its name, so that the error summary can link to it. */
export function TextField({ name, label, spokenLabel, hint, onTyped, onLeft, className, ...rest }: TextFieldProps) {
  const { register, getFieldState } = useFormContext<EnteredSettings>();
  const formState = useFormState<EnteredSettings>({ name });
  const error = describeFieldError(useCatalogue(), name, getFieldState(name, formState).error);
  return (
    <Field id={name} label={label} hint={hint} error={error} {...(className !== undefined && { className })}>
      <input
        {...rest}
        {...register(name, {
          onChange: (event: TextEvent) => onTyped?.(event.target.value),
          onBlur: (event: TextEvent) => onLeft?.(event.target.value, event.relatedTarget ?? null),
        })}
        id={name}
        aria-label={spokenLabel}
        autoCapitalize="none"
        spellCheck={false}
        className={inputClasses}
        {...describedBy(name, { error, hint })}
      />
    </Field>
  );
}
